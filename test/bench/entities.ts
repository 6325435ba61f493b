import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileDictionary } from '../../src/dictionary/compile.js';
import type { Dictionary } from '../../src/dictionary/dictionary.js';
import { readFolder } from '../../src/dictionary/load.js';
import { findMentions } from '../../src/extract/mentions.js';
import { rates } from '../../src/score/rates.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';
import { type Peer, peers } from './entity-peers.js';
import { names, syntheticFirms } from './synthetic.js';
import { generalProse as plainProse } from './texts.js';

/**
 * The gazetteer and the whole entity path, at several sizes of the dictionary, beside the matchers and taggers of npm, on the
 * same text in one run: `node --expose-gc dist/test/bench/entities.js [rounds]`. Rounds are interleaved and timed in processor
 * time, so that a busy machine changes the figures little and their ratios less.
 */
const rounds = Number(process.argv[2] ?? 5);
const SIZES = [1_000, 10_000, 100_000];
const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Subject {
  readonly name: string;
  /** Reads the documents; slow peers are given the first of them. */
  run(documents: readonly string[]): void | Promise<void>;
  readonly share: number;
  /** What it reads, when not the general prose. */
  readonly texts?: readonly string[];
  readonly speeds: number[];
}

const prose = await generalProse();
const size = prose.reduce((sum, text) => sum + text.length, 0);
console.log(`general prose: ${(size / 1e6).toFixed(2)} million characters in ${prose.length} documents`);

const files = await readFolder(join(root, 'dictionaries'));
const dictionaries = new Map<number, Dictionary>();
for (const count of SIZES) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const from = cpu();
  const { dictionary } = compileDictionary([...files, { path: 'firms/synthetic.yaml', text: syntheticFirms(count) }]);
  const spent = cpu() - from;
  globalThis.gc?.();
  const bytes = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - before;
  console.log(
    `load with ${count} more firms: ${spent.toFixed(0)} ms, ${dictionary.gazetteer.aliases.length} names, trie ${mb(dictionary.gazetteer.bytes)}, in all ${mb(bytes)}`,
  );
  dictionaries.set(count, dictionary);
}

const subjects: Subject[] = [];
const subject = (name: string, share: number, run: Subject['run']): void => {
  subjects.push({ name, share, run, speeds: [] });
};
for (const [count, dictionary] of dictionaries) {
  subject(`tokens and gazetteer, ${count} more firms`, 1, (texts) => {
    for (const text of texts) dictionary.gazetteer.scan(tokenise(text), () => {});
  });
  subject(`entity path, ${count} more firms`, 1, (texts) => {
    for (const text of texts) mentionsOf(text, dictionary);
  });
}
const rivals = await peers(names(dictionaries.get(100_000)!, SIZES));
for (const peer of rivals) {
  subject(peer.name, peer.share, async (texts) => {
    for (const text of texts) await peer.read(text);
  });
}
// Prose of whole paragraphs, with few names: what most documents of a feed are.
const plain = Array.from({ length: 300 }, (_, number) => Buffer.from(plainProse(number)).toString());
const wink = rivals.find((peer) => peer.name.includes('full pipe'))!;
for (const [name, share, read] of [
  ['plain prose: entity path, 100000 more firms', 1, (text: string) => mentionsOf(text, dictionaries.get(100_000)!)],
  [`plain prose: ${wink.name}`, 0.3, wink.read],
] as const) {
  subjects.push({
    name,
    share,
    texts: plain,
    async run(texts) {
      for (const text of texts) await read(text);
    },
    speeds: [],
  });
}
for (let round = 0; round <= rounds; round++) {
  for (const one of subjects) {
    const all = one.texts ?? prose;
    const texts = all.slice(0, Math.max(1, Math.floor(all.length * one.share)));
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    const from = cpu();
    await one.run(texts);
    // The first round warms the compiler up.
    if (round > 0) one.speeds.push(length / 1e3 / (cpu() - from));
  }
}
console.log('\nmillion characters a second of processor time, median of the rounds');
for (const { name, speeds } of subjects) console.log(`${median(speeds).toFixed(3).padStart(9)}  ${name}`);

const gold = join(root, '../shared/gold');
if (existsSync(gold)) {
  console.log('\nmentions F1 on the gold set (firms and places of the peers against firms and regions)');
  console.log(`  ${goldF1((text) => mentionsOf(text, dictionaries.get(1_000)!)).toFixed(3)}  entity path`);
  for (const peer of rivals) {
    if (peer.mentions) console.log(`  ${goldF1(peer.mentions).toFixed(3)}  ${peer.name}`);
  }
}

function mentionsOf(text: string, dictionary: Dictionary): ReturnType<typeof findMentions> {
  const tokens = tokenise(text);
  return findMentions(tokens, sentences(tokens), dictionary);
}

function goldF1(find: NonNullable<Peer['mentions']>): number {
  const tally = { hit: 0, gold: 0, found: 0 };
  for (const file of readdirSync(join(gold, 'texts'))) {
    const text = readFileSync(join(gold, 'texts', file), 'utf8');
    const { entities } = JSON.parse(readFileSync(join(gold, 'gold', file.replace('.txt', '.json')), 'utf8'));
    const key = ({ start, end, type }: { start: number; end: number; type: string }): string =>
      `${start}:${end}:${type}`;
    const expected = new Set<string>(entities.map(key));
    const found = [...find(text)].map(key);
    tally.gold += expected.size;
    tally.found += found.length;
    tally.hit += found.filter((one) => expected.has(one)).length;
  }
  return rates(tally).f1;
}

/** Sentences of many kinds, shuffled, in documents of some four thousand characters. */
async function generalProse(): Promise<string[]> {
  const { default: corpus } = (await import('nlp-corpus' as string)) as { default: { all(): string[] } };
  const texts: string[] = [];
  let text = '';
  for (const sentence of corpus.all()) {
    text += /[.!?]$/.test(sentence) ? `${sentence} ` : `${sentence}. `;
    if (text.length < 4_000) continue;
    // A flat string, as one that comes from a file.
    texts.push(Buffer.from(text).toString());
    text = '';
  }
  return texts;
}

/** Milliseconds of processor time so far. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
