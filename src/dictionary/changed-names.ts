import { hashStep } from '../text/hash.js';
import { tokenise } from '../text/tokenise.js';
import { FLAG } from '../text/tokens.js';
import type { Alias, Dictionary, Entity } from './dictionary.js';
import type { Needs } from './needs.js';

const SMALL_S = 0x73;

/**
 * What a text must hold to be read differently for its names: for every name that other aliases stand for than before, or the same ones
 * in another order, its tokens. Nothing when every text may be.
 */
export function changedNames(before: Dictionary, after: Dictionary): Needs[] | undefined {
  const same = comparer(before, after);
  const [oldModels, newModels] = [before, after].map(withPatterns);
  if (!equalLists(oldModels!, newModels!, same)) return undefined;
  const [old, fresh] = [before, after].map(({ gazetteer }) => byName(gazetteer.aliases));
  const heads = [before, after].flatMap(seriesOf);
  const needs: Needs[] = [];
  for (const key of new Set([...old!.keys(), ...fresh!.keys()])) {
    const [a, b] = [old!.get(key) ?? [], fresh!.get(key) ?? []];
    if (equalLists(a, b, (one, other) => equalAliases(one, other, same))) continue;
    const hashes = key.split(' ').map(Number);
    const plural = [...hashes.slice(0, -1), hashStep(hashes.at(-1)!, SMALL_S)];
    // A list may leave the head of a model out, "Foo 590 and 690", and what is the head may be said by the dictionary alone.
    const apart = [...a, ...b].some(({ entity }) => inLists(before, entity) || inLists(after, entity));
    for (const own of [hashes, plural]) {
      needs.push({ hashes: own, apart });
      if (!apart) continue;
      for (const head of heads.filter((one) => one.every((hash, at) => own[at] === hash))) {
        if (head.length === own.length) return undefined;
        needs.push({ hashes: own.slice(head.length), apart });
      }
    }
  }
  return needs;
}

function inLists({ types }: Dictionary, entity: Entity | undefined): boolean {
  return entity !== undefined && types.get(entity.type)?.fields?.includes('series') === true;
}

type Same = (a: Entity | undefined, b: Entity | undefined) => boolean;

/** Tells whether an entity is the same in both, with all that it names; where it stands aside. */
function comparer(before: Dictionary, after: Dictionary): Same {
  const known = new Map<Entity, Map<Entity, boolean>>();
  const same = (a: Entity | undefined, b: Entity | undefined, depth: number): boolean => {
    if (a === undefined || b === undefined) return a === b;
    const told = known.get(a)?.get(b);
    if (told !== undefined) return told;
    if (!equalFields(a, b)) return false;
    if (depth === DEPTH) return true;
    return Object.entries(before.types.get(a.type)?.references ?? {}).every(([field, type]) => {
      const id = a[field as keyof Entity];
      return (
        id === undefined || same(before.entities.get(`${type}:${id}`), after.entities.get(`${type}:${id}`), depth + 1)
      );
    });
  };
  return (a, b) => {
    const result = same(a, b, 0);
    if (a && b) known.set(a, (known.get(a) ?? new Map()).set(b, result));
    return result;
  };
}

/** More than the steps from an entity over those that it names, each within the next, that extraction ever takes. */
const DEPTH = 8;

function equalAliases(a: Alias, b: Alias, same: Same): boolean {
  return equalFields(a, b) && same(a.entity, b.entity);
}

/** Whether all but the places and the entities of two records are equal. */
function equalFields(a: Alias | Entity, b: Alias | Entity): boolean {
  for (const field of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (field === 'place' || field === 'entity') continue;
    const [one, other] = [a[field as keyof typeof a], b[field as keyof typeof b]] as unknown[];
    if (one !== other && JSON.stringify(one) !== JSON.stringify(other)) return false;
  }
  return true;
}

function equalLists<Item>(a: readonly Item[], b: readonly Item[], equal: (a: Item, b: Item) => boolean): boolean {
  return a.length === b.length && a.every((one, at) => equal(one, b[at]!));
}

/** Entities with model patterns, in the order in which they are tried. */
function withPatterns({ entities }: Dictionary): Entity[] {
  return [...entities.values()].filter(({ patterns }) => patterns);
}

/** The aliases of every name, in order: of one name are those with the same tokens, whose hashes are the key. */
function byName(aliases: readonly Alias[]): Map<string, Alias[]> {
  const words = tokenise(aliases.map(({ text }) => text.replace(/\s+/g, ' ')).join('\n'));
  const names = new Map<string, Alias[]>();
  let token = 0;
  for (const alias of aliases) {
    let key = '';
    for (const first = token; token < words.count; token++) {
      if (token > first && words.flags[token]! & FLAG.newline) break;
      key = key ? `${key} ${words.hash[token]}` : `${words.hash[token]}`;
    }
    const known = names.get(key);
    if (known) known.push(alias);
    else names.set(key, [alias]);
  }
  return names;
}

/** The tokens of the heads that lists of models leave out. */
function seriesOf({ entities }: Dictionary): number[][] {
  const heads = new Set([...entities.values()].flatMap(({ series }) => series ?? []));
  return [...heads].map((head) => {
    const { hash, count } = tokenise(head);
    return [...hash.subarray(0, count)];
  });
}
