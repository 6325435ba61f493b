import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nlp from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { parse } from 'yaml';
import type { Dictionary } from '../../src/dictionary/dictionary.js';
import { loadDictionary } from '../../src/dictionary/load.js';
import { readMarked } from '../../src/dictionary/marked.js';
import { extract } from '../../src/extract/extract.js';
import { generalProse } from './texts.js';

/**
 * Whole extraction beside wink-nlp's full pipe and compromise's full parse, on the same text in one run on one core, and how time grows with
 * the length of a document and of a sentence: `node --expose-gc dist/test/bench/extraction.js [rounds]`. Rounds are interleaved and
 * timed in processor time, so that a busy machine changes the figures little and their ratios less.
 */
const rounds = Number(process.argv[2] ?? 5);
const root = fileURLToPath(new URL('../../../', import.meta.url));

const { dictionary } = await loadDictionary([join(root, 'dictionaries')]);
const wink = winkNLP(model);
const SUBJECTS: readonly (readonly [string, (text: string) => unknown, share: number])[] = [
  ['whole extraction', (text) => extract({ id: 'x', text }, dictionary), 1],
  ['wink-nlp, full pipe', (text) => wink.readDoc(text).tokens().length(), 0.5],
  ['compromise, full parse', (text) => nlp(text).length, 0.05],
];

const plain = Array.from({ length: 400 }, (_, number) => flat(generalProse(number)));
await compare('general prose: paragraphs without an entity', plain);
const corpus = await shuffledSentences();
if (corpus.length > 0) await compare('shuffled sentences of nlp-corpus, a new subject every 90 characters', corpus);
const dense = domainNews();
await compare(`dense domain news: ${dense.name}`, dense.texts);

console.log('\nGrowth with the length of a document (milliseconds of processor time, microseconds a character)');
const news = dense.texts.join('\n\n');
for (const size of [62_500, 125_000, 250_000, 500_000, 1_000_000])
  measure(`news of ${size} characters`, fill(news, size));
for (const size of [250_000, 500_000, 1_000_000])
  measure(`prose of ${size} characters`, fill(plain.join('\n\n'), size));
console.log('\nOne sentence');
for (const tokens of [390, 1_250, 2_500, 5_000]) measure(`of ${tokens} tokens`, sentenceOf(tokens));
for (const mentions of [1_250, 2_500, 5_000, 10_000])
  measure(`with ${mentions} mentions`, `${Array(mentions).fill('Nvidia leases halls from Crusoe').join(' and ')}.`);
for (const mentions of [1_250, 2_500, 5_000, 10_000])
  measure(`of a list of ${mentions} names`, `Oracle supplies ${Array(mentions).fill('Nvidia').join(', ')} and AMD.`);

/** Speeds of all subjects on the same texts; the slow ones read a part of them. */
async function compare(title: string, texts: readonly string[]): Promise<void> {
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  console.log(
    `\n${title}: ${texts.length} texts, ${(size / 1e6).toFixed(2)} million characters; million characters a second of processor time`,
  );
  const speeds = new Map<string, number[]>(SUBJECTS.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, read, share] of SUBJECTS) {
      const part = texts.slice(0, Math.max(1, Math.ceil(texts.length * share)));
      const repeat = Math.max(1, Math.ceil(100_000 / part.reduce((sum, text) => sum + text.length, 0)));
      const length = part.reduce((sum, text) => sum + text.length, 0) * repeat;
      const from = cpu();
      // The first round warms the compiler up, the same text several times.
      for (let times = 0; times < (round > 0 ? repeat : repeat * 6); times++) for (const text of part) read(text);
      if (round > 0) speeds.get(name)!.push(length / 1e3 / (cpu() - from));
    }
  }
  const own = median(speeds.get(SUBJECTS[0]![0])!);
  for (const [name, list] of speeds)
    console.log(
      `${median(list).toFixed(3).padStart(9)}  ${name}  (extraction is ${(own / median(list)).toFixed(1)} times as fast)`,
    );
}

function measure(title: string, text: string): void {
  globalThis.gc?.();
  const from = cpu();
  const { relations } = extract({ id: 'x', text }, dictionary as Dictionary);
  const spent = cpu() - from;
  console.log(
    `${spent.toFixed(0).padStart(7)} ms ${((spent / text.length) * 1e3).toFixed(2).padStart(7)} µs  ${title}, ${text.length} characters, ${relations.length} relations`,
  );
}

/** The gold texts where there are any, else the project's own phenomena, in documents of some twenty sentences. */
function domainNews(): { name: string; texts: string[] } {
  const gold = join(root, '../shared/gold/texts');
  if (existsSync(gold))
    return {
      name: 'the gold texts',
      texts: readdirSync(gold)
        .sort()
        .map((name) => flat(readFileSync(join(gold, name), 'utf8'))),
    };
  const folder = join(root, 'test/gold/relations');
  const sentences = readdirSync(folder).flatMap((name) => {
    const { tests } = parse(readFileSync(join(folder, name), 'utf8')) as { tests: { text: string }[] };
    return tests.map(({ text }) => readMarked(text).text);
  });
  const texts: string[] = [];
  for (let at = 0; at < sentences.length; at += 20) texts.push(flat(sentences.slice(at, at + 20).join(' ')));
  return { name: 'the phenomena', texts };
}

async function shuffledSentences(): Promise<string[]> {
  try {
    const { default: all } = (await import('nlp-corpus' as string)) as { default: { all(): string[] } };
    const texts: string[] = [];
    for (let at = 0, list = all.all(); at < 10_000; at += 45) {
      texts.push(
        flat(
          list
            .slice(at, at + 45)
            .map((one) => (/[.!?]$/.test(one) ? one : `${one}.`))
            .join(' '),
        ),
      );
    }
    return texts;
  } catch {
    return [];
  }
}

function sentenceOf(tokens: number): string {
  const part = 'Nvidia, which makes the H20 in Taiwan, leases two halls from Crusoe and ';
  return `${part.repeat(Math.floor(tokens / 15) - 1)}sells chips.`;
}

function fill(text: string, size: number): string {
  return flat(text.repeat(Math.ceil(size / text.length)).slice(0, size));
}

/** A flat string, as one that comes from a file. */
function flat(text: string): string {
  return Buffer.from(text).toString();
}

/** Milliseconds of processor time so far. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
