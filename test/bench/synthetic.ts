import type { Dictionary } from '../../src/dictionary/dictionary.js';

const STARTS = [
  'Zor',
  'Kel',
  'Vin',
  'Tam',
  'Rud',
  'Ost',
  'Pel',
  'Mir',
  'Gan',
  'Hul',
  'Lev',
  'Bar',
  'Sut',
  'Wex',
  'Yol',
  'Dax',
];
const ENDS = ['ano', 'ira', 'eco', 'uva', 'ond', 'ist', 'elle', 'arc', 'ium', 'opt', 'una', 'ix'];
const HEADS = ['Systems', 'Technologies', 'Semiconductor', 'Robotics', 'Cloud', 'Logistics', 'Holdings', 'Photonics'];

/** The name of a firm that does not exist; different for each number below 290,000. */
function syntheticName(number: number): string {
  const pick = (list: readonly string[], every: number): string => list[Math.floor(number / every) % list.length]!;
  const word = pick(STARTS, 1) + pick(ENDS, 16) + pick(STARTS, 192).toLowerCase() + pick(ENDS, 3_072);
  return `${word} ${HEADS[(number * 7) % HEADS.length]}`;
}

/** An entity file with so many firms that do not exist. */
export function syntheticFirms(count: number): string {
  const lines = ['type: firm', 'entries:'];
  for (let number = 0; number < count; number++) {
    const name = syntheticName(number);
    lines.push(`  - { id: s${number}, name: ${name}, kind: chip-designer, country: US, source: general }`);
  }
  return lines.join('\n');
}

/** Lists of names, one of each size, for the peers: the names of the dictionary first, those of synthetic firms after them. */
export function names(
  dictionary: Dictionary,
  sizes: readonly number[],
): ReadonlyMap<number, readonly { text: string; type: string }[]> {
  const all = dictionary.gazetteer.aliases
    .filter(({ entity, role, weak }) => entity && !weak && (role === 'name' || role === 'alias'))
    .map(({ text, entity }) => ({ text, type: entity!.type }));
  const real = all.filter(({ text }) => !HEADS.some((head) => text.endsWith(` ${head}`)));
  const rest = all.filter(({ text }) => HEADS.some((head) => text.endsWith(` ${head}`)));
  return new Map(sizes.map((size) => [size, [...real.slice(0, Math.min(real.length, size)), ...rest].slice(0, size)]));
}
