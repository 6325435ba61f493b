import type { Dictionary, Entity } from '../dictionary/dictionary.js';
import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import { matchPattern, patternsOf } from './patterns.js';
import type { View } from './view.js';

/** Members that a list of models may have. */
const LONGEST = 8;

/** Members of lists that leave out the head: in "Siyuan 590 and 690" the 690 is a Siyuan 690. */
export function findElided(view: View, chosen: readonly Candidate[]): Candidate[] {
  const elided: Candidate[] = [];
  for (const candidate of chosen) {
    const { first, last, entity } = candidate;
    const model = view.slice(last - 1, last);
    if (!entity || last - first < 2 || !/\d/.test(model) || !hasPatternsOrSeries(view.dictionary, entity)) continue;
    const head = entity.series ?? view.slice(first, last - 1).trim();
    let at = last;
    for (let members = 0; members < LONGEST; members++) {
      const next = afterLink(view, at);
      if (next === 0 || !alike(model, view.slice(next, next + 1)) || !followed(view, next + 1)) break;
      elided.push(toCandidate(view, candidate, entity, head, next));
      at = next + 1;
    }
    for (const next of laterMade(view, candidate, model, at))
      elided.push(toCandidate(view, candidate, entity, head, next));
  }
  return elided;
}

/** Tokens in which a model is looked for after the one that it is told from. */
const FAR = 30;

/** "unveiled the 950PR and said that it would launch the 960": numbers of the same make that something makes, later in the sentence. */
function laterMade(view: View, { first, type }: Candidate, model: string, from: number): number[] {
  const list = view.dictionary.discovery.types.find((other) => other.type === type);
  const found: number[] = [];
  if (!list || list.objectVerbs.size === 0) return found;
  for (let at = from + 2; at < from + FAR && view.together(first, at); at++) {
    if (!view.has(at, FLAG.digit) || !alike(model, view.slice(at, at + 1))) continue;
    if (view.slice(at - 1, at) !== 'the' || list.objectVerbs.endsAt(view.tokens, at - 2) === 0) continue;
    const ends = !view.plain(at + 1) || view.is(at + 1, 'function') || view.is(at + 1, 'auxiliaries');
    if (ends && followed(view, at + 1)) found.push(at);
  }
  return found;
}

/** Only types whose entries may say so have series. */
function hasPatternsOrSeries(dictionary: Dictionary, entity: Entity): boolean {
  return dictionary.types.get(entity.type)?.fields?.includes('series') === true;
}

function toCandidate(view: View, of: Candidate, entity: Entity, head: string, at: number): Candidate {
  const name = `${head} ${view.slice(at, at + 1)}`;
  const known = lookUp(view.dictionary, entity.type, name) ?? byPattern(view.dictionary, entity.type, name);
  return {
    first: at,
    last: at + 1,
    type: entity.type,
    ...(known ? { entity: known } : {}),
    name:
      known && !known.patterns?.some((pattern) => matchPattern(name, 0, pattern) === name.length) ? known.name : name,
    weak: false,
    score: 3,
    rule: 'elided-head',
    evidence: [of.name],
    kinds: known?.kinds ?? entity.kinds,
  };
}

/** The token after ", ", " and ", " or ", " / " or ", and "; 0 when no list goes on. */
function afterLink(view: View, at: number): number {
  let next = at;
  if (view.char(next) === 0x2c || view.char(next) === 0x2f) next++;
  if (/^(and|or|nor)$/.test(next < view.count ? view.slice(next, next + 1) : '')) next++;
  if (next > at && /^the$/.test(next < view.count ? view.slice(next, next + 1) : '')) next++;
  if (next === at || !view.together(at - 1, next) || !view.has(next, FLAG.digit)) return 0;
  return next;
}

/** Whether two model numbers are of one make: as many digits, the same letters before them, few after. */
function alike(model: string, other: string): boolean {
  const shape = (name: string): RegExpExecArray | null => /^([A-Za-z]{0,4})(\d{1,5})([A-Za-z]{0,3})$/.exec(name);
  const [a, b] = [shape(model), shape(other)];
  return a !== null && b !== null && a[1]!.toLowerCase() === b[1]!.toLowerCase() && a[2]!.length === b[2]!.length;
}

/** Whether what follows leaves the number a model: no counted noun, no unit. */
function followed(view: View, at: number): boolean {
  if (at >= view.count || !view.together(at - 1, at)) return true;
  if (view.char(at) === 0x25 || view.char(at) === 0x24) return false;
  if (!view.plain(at) || view.is(at, 'function') || view.is(at, 'auxiliaries') || view.is(at, 'actVerbs')) return true;
  const lists = view.dictionary.discovery.types;
  return (
    lists.some(({ after, verbs }) => after.startsAt(view.tokens, at) > 0 || verbs.has(view.tokens, at)) ||
    /^(pods?|systems?|servers?|parts?|models?|series|units?|versions?|generations?)$/.test(view.slice(at, at + 1))
  );
}

const names = new WeakMap<Dictionary, ReadonlyMap<string, Entity>>();

/** The entity of a type with a name, in any case. */
function lookUp(dictionary: Dictionary, type: string, name: string): Entity | undefined {
  let index = names.get(dictionary);
  if (!index) {
    const map = new Map<string, Entity>();
    for (const { entity, text } of dictionary.gazetteer.aliases) {
      const key = entity && `${entity.type}:${text.toLowerCase()}`;
      if (key && !map.has(key)) map.set(key, entity);
    }
    index = map;
    names.set(dictionary, index);
  }
  return index.get(`${type}:${name.toLowerCase()}`);
}

function byPattern(dictionary: Dictionary, type: string, name: string): Entity | undefined {
  for (const list of patternsOf(dictionary).byHead.values()) {
    for (const { pattern, entity } of list) {
      if (entity.type === type && matchPattern(name, 0, pattern) === name.length) return entity;
    }
  }
  return undefined;
}
