import type { FrameEntry, RelationEntry } from '../schema/relations.js';
import type { Path } from './edit.js';
import { type CheckContext, placeOf } from './findings.js';
import { contentHash } from './hash.js';
import { isPreposition } from './lexicon.js';
import type { DictionaryFile } from './read.js';

/** The parts of a slot that are no prepositions. */
const ROLES = new Set(
  (
    'subject object outer outer-cause possessed list infinitive gerund complement possessor premodifier members head is led ' +
    'before elided topic adverb modal issuer beyond owner allowed containers holder counterpart bearer around around-object outer-object patient'
  ).split(' '),
);
const PREPOSITIONS = new Set('to of via per amid alongside than as using'.split(' '));

/** Relations that are twice there or dead, frames that repeat others, slots that nothing fills, examples that show nothing. */
export function checkRelations(context: CheckContext): void {
  const seen = new Map<string, { file: DictionaryFile; path: Path; hash: string }>();
  for (const file of context.files) {
    if (file.kind !== 'relations') continue;
    const { lists, relations } = file.value as { lists?: Record<string, string[]>; relations: RelationEntry[] };
    relations.forEach((relation, at) => {
      const path = ['relations', at];
      const before = seen.get(relation.id);
      const hash = contentHash(relation);
      if (before && before.file.layer === file.layer) {
        const same = before.hash === hash;
        context.report(file, [...path, 'id'], {
          code: same ? 'D009' : 'D006',
          severity: same ? 'warning' : 'error',
          message: `${relation.id} is already a relation (${placeOf(before.file, before.path)})`,
          hint: same ? 'remove it; --fix does' : 'give it another id, or put its frames there',
          ...(same ? { remove: path } : {}),
        });
      } else if (!before && relation.disabled) {
        context.report(file, [...path, 'disabled'], {
          code: 'D014',
          severity: 'warning',
          message: `${relation.id} is disabled, but no earlier folder has it`,
          hint: 'remove it, or correct the id',
        });
      }
      seen.set(relation.id, { file, path, hash });
      if (!relation.disabled) checkOne(context, file, path, relation);
    });
    deadLists(context, file, lists ?? {});
  }
}

function checkOne(context: CheckContext, file: DictionaryFile, path: Path, relation: RelationEntry): void {
  const frames = new Map<string, number>();
  const ids = new Map<string, number>();
  relation.frames.forEach((frame, at) => {
    const { id, note: _, ...what } = frame;
    const hash = contentHash(what);
    const same = frames.get(hash);
    const named = id === undefined ? undefined : ids.get(id);
    if (same !== undefined) {
      context.report(file, [...path, 'frames', at], {
        code: 'D018',
        severity: 'warning',
        message: `the frame says what frame ${same + 1} of ${relation.id} says already`,
        hint: 'remove it; --fix does',
        remove: [...path, 'frames', at],
      });
    } else if (named !== undefined) {
      context.report(file, [...path, 'frames', at, 'id'], {
        code: 'D006',
        severity: 'error',
        message: `"${id}" is already a frame of ${relation.id}`,
        hint: 'give it another id: events name frames by it',
      });
    }
    frames.set(hash, at);
    if (id !== undefined) ids.set(id, at);
    checkSlots(context, file, [...path, 'frames', at], frame);
  });
  const shown = relation.examples.some(
    ({ relations }) =>
      Array.isArray(relations) && relations.some((line) => line.replace(/^not /, '').startsWith(`${relation.id}(`)),
  );
  if (!shown) {
    context.report(file, [...path, 'examples'], {
      code: 'D019',
      severity: 'warning',
      message: `no example shows ${relation.id}`,
      hint: `add one with relations: ["${relation.id}(…, …)"]`,
    });
  }
}

function checkSlots({ report }: CheckContext, file: DictionaryFile, path: Path, frame: FrameEntry): void {
  const check = (slot: string, at: Path): void => {
    const wrong = slot
      .split(':')[0]!
      .split('.')
      .find((part) => !ROLES.has(part) && !PREPOSITIONS.has(part) && !isPreposition(part));
    if (wrong === undefined) return;
    report(file, at, {
      code: 'D022',
      severity: 'error',
      message: `"${wrong}" is neither a role nor a preposition`,
      hint: `roles: ${[...ROLES].join(', ')}`,
    });
  };
  for (const field of ['subject', 'object', 'pair'] as const) {
    for (const slot of frame[field] ?? []) check(slot, [...path, field]);
  }
  for (const field of ['when', 'unless'] as const) {
    for (const slot of Object.keys(frame[field] ?? {})) check(slot, [...path, field, slot]);
  }
}

/** Lists that nothing uses. */
function deadLists({ files, report }: CheckContext, file: DictionaryFile, lists: Record<string, string[]>): void {
  const uses = new Set<string>();
  for (const { kind, value } of files) {
    if (kind !== 'relations') continue;
    for (const [, name] of JSON.stringify((value as { relations: unknown }).relations).matchAll(/"\$([\w-]+)"/g))
      uses.add(name!);
  }
  for (const [name, words] of Object.entries(lists)) {
    if (!uses.has(name))
      report(file, ['lists', name], {
        code: 'D014',
        severity: 'warning',
        message: `nothing uses the list "${name}"`,
        hint: `remove it, or use it as $${name}`,
      });
    words.forEach((word, at) => {
      if (words.indexOf(word) === at) return;
      report(file, ['lists', name, at], {
        code: 'D010',
        severity: 'warning',
        message: `"${word}" is already in the list "${name}"`,
        hint: 'remove it; --fix does',
        remove: ['lists', name, at],
      });
    });
  }
}
