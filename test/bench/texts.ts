import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Documents of about 3 KB, each one different, the same for the same number. */

const FIRMS = ['Nvidia', 'AMD', 'Huawei', 'Alibaba', 'ByteDance', 'DeepSeek', 'TSMC', 'Samsung', 'Micron', 'Tencent'];
const CHIPS = ['H20', 'MI308', 'H100', 'A100', 'H800', 'Ascend 910B'];
const PLACES = ['China', 'Singapore', 'Malaysia', 'Japan', 'Taiwan', 'Southeast Asia'];
const DENSE = [
  '{firm} has stockpiled {chip} chips from {other}, according to two people familiar with the matter.',
  '{firm} leases data center space in {place}, where it trains its models on {chip} processors.',
  'The U.S. government restricted sales of the {chip} to {place} in {year}.',
  '{firm} said on Tuesday that it would supply {other} with memory for its {chip} line.',
  'Engineers at {firm} collaborate with {other} on a cluster in {place}.',
  'Analysts expect that {firm}, which competes with {other}, may license its designs in {place}.',
];
const PROSE = [
  'The harbour was quiet that morning, and the boats lay side by side as they had done for years.',
  'She said that the recipe came from her grandmother, who had never written a line of it down.',
  'In the afternoon the children ran down to the river with a kite and number {year} painted on it.',
  'The committee will meet again next month to decide about the library and its leaking roof.',
  'Visitors praised the garden, the music and, above all, the bread that was baked on the spot.',
  'Nobody could remember a winter as long as this one, nor a spring that was so sudden.',
];

const PASSAGES = fileURLToPath(new URL('../../../test/gold/passages/texts/', import.meta.url));
let passages: readonly string[] | undefined;

/** Domain news as it is written: own gold passages one after another, nearly every sentence with entities and a relation. */
export function domainNews(number: number): string {
  passages ??= readdirSync(PASSAGES)
    .sort()
    .map((name) => readFileSync(PASSAGES + name, 'utf8').trim());
  const parts: string[] = [`Report ${number}.`];
  // The step grows with every round over the passages, so that no two documents are the same.
  const step = 1 + Math.floor(number / passages.length);
  for (let length = 0, at = number; length < 3_000; at += step) {
    const passage = passages[at % passages.length] as string;
    length += passage.length + 2;
    parts.push(passage);
  }
  return parts.join('\n\n');
}

/** News in which three sentences of five hold entities and a trigger. */
export function denseNews(number: number): string {
  return fill([...DENSE.slice(0, 3), ...PROSE.slice(0, 2), ...DENSE.slice(3), ...PROSE.slice(2, 4)], number);
}

/** Prose without any entity of the dictionaries. */
export function generalProse(number: number): string {
  return fill(PROSE, number);
}

function fill(sentences: readonly string[], number: number): string {
  const parts: string[] = [`Report ${number}.`];
  let length = 0;
  for (let i = number; length < 3_000; i++) {
    const at = <T>(items: readonly T[], step: number): T => items[(i * step + number) % items.length] as T;
    const sentence = at(sentences, 1)
      .replace('{firm}', at(FIRMS, 3))
      .replace('{other}', at(FIRMS, 7))
      .replace('{chip}', at(CHIPS, 5))
      .replace('{place}', at(PLACES, 5))
      .replace('{year}', String(2_019 + (i % 8)));
    length += sentence.length + 1;
    parts.push(sentence);
  }
  return parts.join(' ');
}
