import { tokenise } from '../text/tokenise.js';
import { conjugate } from './conjugate.js';
import type { Grammar } from './grammar.js';
import type { Needs } from './needs.js';
import { type Frame, nounWords, type RelationType } from './relations.js';

/**
 * What a text must hold to be read differently for its relations: a form of a trigger that other frames have than before, or the same
 * ones in another order. Nothing when every text may be.
 */
export function changedFrames(before: Grammar, after: Grammar): Needs[] | undefined {
  if (order(before, after) !== order(after, before) || actors(before) !== actors(after)) return undefined;
  if (naming(before) !== naming(after)) return undefined;
  const [old, fresh] = [before, after].map(byTrigger);
  const words = new Set<string>();
  for (const trigger of new Set([...old!.keys(), ...fresh!.keys()])) {
    const [a, b] = [old!.get(trigger), fresh!.get(trigger)];
    if (a?.told === b?.told) continue;
    for (const { frame, word } of [...(a?.frames ?? []), ...(b?.frames ?? [])])
      for (const form of formsOf(frame, word)) words.add(form);
  }
  return [...words].flatMap((word) => {
    const { hash, count } = tokenise(word);
    return count > 0 ? [{ hashes: [hash[0]!] }] : [];
  });
}

/** The relations that both have, in the order of the first. */
function order({ relations }: Grammar, other: Grammar): string {
  return [...relations.keys()].filter((id) => other.relations.has(id)).join();
}

/** Types that the subject of any relation may have. */
function actors({ relations }: Grammar): string {
  return [...new Set([...relations.values()].flatMap(({ subject }) => subject.types))].sort().join();
}

function naming({ namingFrames }: Grammar): string {
  return namingFrames.map(tell).join('\n');
}

interface Trigger {
  told: string;
  readonly frames: { readonly frame: Frame; readonly word: string }[];
}

/** The frames of every trigger, in order. */
function byTrigger({ relations }: Grammar): Map<string, Trigger> {
  const triggers = new Map<string, Trigger>();
  for (const frame of [...relations.values()].flatMap(({ frames }) => frames)) {
    const told = tell(frame);
    for (const word of frame.words) {
      const key = `${frame.kind} ${word.toLowerCase()}`;
      const trigger = triggers.get(key) ?? { told: '', frames: [] };
      trigger.told += `${told}\n`;
      trigger.frames.push({ frame, word });
      triggers.set(key, trigger);
    }
  }
  return triggers;
}

/** All of a frame that bears on what is read: its rank among those of its relation too, but not its other triggers. */
function tell(frame: Frame): string {
  const { relation, place: _, words: __, ...own } = frame;
  const { subject, object, called, symmetric, inverse } = relation;
  return plain([
    own,
    relation.frames.indexOf(frame),
    relation.id,
    subject,
    object,
    called,
    symmetric,
    inverse,
    names(relation),
  ]);
}

function names({ frames }: RelationType): boolean {
  return frames.some(({ kind }) => kind === 'naming');
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_, one) => (one instanceof Set ? [...one] : one));
}

/** What may stand in a text for a trigger, and the verbs of a frame's tests: the grammar learns their forms too. */
function formsOf({ kind, when, unless }: Frame, word: string): string[] {
  const tested = [...when, ...unless]
    .filter(({ slot }) => ['infinitive', 'gerund'].includes(slot.path.at(-1)!))
    .flatMap(({ nouns }) => nouns.flatMap(([first]) => conjugated(first!)));
  if (kind === 'verb') return [...conjugated(word.toLowerCase()), ...tested];
  if (kind !== 'noun') return [word, ...tested];
  const last = nounWords(word).at(-1)!;
  return [last, `${last}s`, `${last}es`, `${last.slice(0, -1)}ies`, ...tested];
}

function conjugated(verb: string): string[] {
  return [verb.split(' ')[0]!, ...conjugate(verb).map(({ form }) => form)];
}
