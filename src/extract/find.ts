import type { Alias } from '../dictionary/dictionary.js';
import { KIND, kindOf } from '../text/characters.js';
import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import { headOf, matchPattern, patternsOf } from './patterns.js';
import { surfaceFits } from './surface.js';
import type { View } from './view.js';

/** What the dictionary finds in a document, before anything is decided. */
export interface Found {
  /** Names of entities, and ignored names (without a type), in order of their first token. */
  readonly candidates: Candidate[];
  /** Last token of the longest nationality ("South Korean") or adjectival name ("U.S.") that begins at a token. */
  readonly nationality: ReadonlyMap<number, number>;
  /** First tokens of those that are of no one country: "Baltic", which rather begins a name. */
  readonly broad: ReadonlySet<number>;
}

/** Finds every name of the dictionary in a document: aliases by the gazetteer, models by their patterns. */
export function find(view: View, publishedAt: string | undefined): Found {
  const { dictionary, tokens } = view;
  const { aliases } = dictionary.gazetteer;
  const candidates: Candidate[] = [];
  const nationality = new Map<number, number>();
  const broad = new Set<number>();
  const day = publishedAt?.slice(0, 10);
  dictionary.gazetteer.scan(tokens, (first, last, index, plural) => {
    const alias = aliases[index]!;
    // A capital name never stands for a word in lower case: "apple".
    if (alias.case !== 'any' && view.plain(first) && isCapital(alias.text)) return;
    const type = alias.entity && dictionary.types.get(alias.entity.type);
    if (plural && (!type?.plurals || alias.role === 'demonym' || !pluralFits(view, last - 1, alias))) return;
    if (!view.together(first, last - 1)) return;
    if (view.has(first, FLAG.ideograph) && !fillsRun(view, first, last)) return;
    const surface = view.slice(first, last);
    if (!surfaceFits(plural ? surface.slice(0, -1) : surface, alias.text, alias.case)) return;
    if (day && ((alias.from && day < alias.from) || (alias.until && day >= alias.until))) return;
    if (alias.role === 'demonym' || alias.role === 'adjective') {
      if (last > (nationality.get(first) ?? 0)) nationality.set(first, last);
      if (alias.entity?.iso === undefined) broad.add(first);
      if (alias.role === 'demonym') return;
    }
    const candidate = toCandidate(alias, first, last);
    // Of two names that differ in accents alone, the one as it is written: "San Jose" is not "San José".
    if (surface === alias.text) candidate.score += 0.05;
    candidates.push(candidate);
  });
  findModels(view, candidates);
  return { candidates: withoutState(view, candidates), nationality, broad };
}

/** "Malta, New York", the town, is two names where its state is one. */
function withoutState(view: View, candidates: readonly Candidate[]): Candidate[] {
  return candidates.map((candidate) => {
    const { first, last, type, name } = candidate;
    const comma = name.indexOf(', ');
    if (comma < 0 || last - first < 3 || !type || !view.dictionary.types.get(type)?.places) return candidate;
    let at = first + 1;
    while (at < last && view.char(at) !== 0x2c) at++;
    const state = candidates.some((other) => other.first === at + 1 && other.last === last && other.type === type);
    return state ? { ...candidate, last: at, name: name.slice(0, comma), score: candidate.score + 0.1 } : candidate;
  });
}

function isCapital(text: string): boolean {
  return kindOf[text.charCodeAt(0)] === KIND.upper;
}

/** Whether a plural is safe: a model number, or a name within its sentence that is no common word. */
function pluralFits(view: View, at: number, alias: Alias): boolean {
  return view.has(at, FLAG.digit) || (!alias.weak && !view.has(at, FLAG.first));
}

/** Characters of a run of ideographs that is rather one name than running text. */
const LONGEST_RUN = 14;

/** Whether an ideographic name fills its run; in running text, where runs are long, it need not. */
function fillsRun(view: View, first: number, last: number): boolean {
  let from = first;
  let to = last;
  while (from > 0 && first - from <= LONGEST_RUN && view.has(from - 1, FLAG.ideograph) && !view.has(from, FLAG.spaced))
    from--;
  while (to < view.count && to - last <= LONGEST_RUN && view.has(to, FLAG.ideograph) && !view.has(to, FLAG.spaced))
    to++;
  return (from === first && to === last) || to - from > LONGEST_RUN;
}

function toCandidate(alias: Alias, first: number, last: number): Candidate {
  const { entity, weak } = alias;
  const name = entity && !alias.keeps ? entity.name : alias.text;
  const score = weak ? 0 : 1;
  const rule = alias.role === 'ignore' ? 'ignore' : 'gazetteer';
  if (!entity) return { first, last, alias, name, weak, score, rule, evidence: [], kinds: [] };
  const { type, kinds } = entity;
  return { first, last, type, entity, alias, name, weak, score, rule, evidence: [], kinds };
}

function findModels(view: View, candidates: Candidate[]): void {
  const { byWord, byHead, firsts } = patternsOf(view.dictionary);
  if (byHead.size + byWord.size === 0) return;
  const { tokens, text, count, flags } = view;
  for (let first = 0; first < count; first++) {
    const flag = flags[first]!;
    if ((flag & (FLAG.capital | FLAG.digit)) === 0 || (flag & FLAG.punctuation) !== 0) continue;
    const hash = tokens.hash[first]!;
    const word = firsts.has(hash) ? byWord.get(hash) : undefined;
    const head = (flag & FLAG.digit) === 0 ? undefined : byHead.get(headOf(view.slice(first, first + 1)));
    const known = word && head ? [...word, ...head] : (word ?? head);
    if (!known) continue;
    const start = tokens.start[first]!;
    for (const { pattern, entity } of known) {
      let last = first + 1;
      // A plural "s" may follow the model.
      const end = matchPattern(text, start, pattern);
      if (end < 0) continue;
      while (last < count && tokens.end[last - 1]! < end) last++;
      const rest = tokens.end[last - 1]! - end;
      if (rest < 0 || rest > 1 || (rest === 1 && text.charAt(end) !== 's') || !view.together(first, last - 1)) continue;
      candidates.push({
        first,
        last,
        type: entity.type,
        entity,
        name: text.slice(start, end).replace(/\s+/g, ' '),
        weak: false,
        score: 0.9,
        rule: 'pattern',
        evidence: [pattern],
        kinds: entity.kinds,
      });
    }
  }
}
