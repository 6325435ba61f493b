import type { Extraction } from '../schema/extraction.js';
import type { RelationEntry } from '../schema/relations.js';
import { addEntry, EntryError } from './add.js';
import { compileDictionary } from './compile.js';
import type { Decided } from './decisions.js';
import type { Dictionary } from './dictionary.js';
import { appendItem, flow, sourceOf } from './edit.js';
import { idFor } from './ids.js';
import type { FrameSuggestion } from './null-frames.js';
import { readFile, type SourceFile } from './read.js';
import { relationLine } from './run-tests.js';

export interface AcceptOptions {
  /** All files, of all layers, their paths differing between layers. */
  readonly sources: readonly SourceFile[];
  /** The layer that is edited, and the folder of its files with a slash at its end. */
  readonly layer: number;
  readonly folder: string;
  readonly dictionary: Dictionary;
  readonly extract: (document: { id: string; text: string }, dictionary: Dictionary) => Extraction;
}

export interface Accepted {
  /** Files that change, with their new text. */
  readonly files: readonly SourceFile[];
  /** What was done, one line each. */
  readonly done: readonly string[];
  /** What could not be done, one line each. */
  readonly failed: readonly string[];
}

/** Keys of suggestions that are not shown again, one a line of this file of the user's folder. */
export const DECIDED_FILE = 'decided.txt';

/**
 * Turns decisions into edits of the user's folder. Names become entries, rejected ones ignored names; a frame goes to its relation, which
 * is copied from the folder below when the user's has it not, with the sentence as its example. Comments and order stay. Pure.
 */
export function applyDecisions(decided: readonly Decided[], options: AcceptOptions): Accepted {
  const { dictionary, layer, folder } = options;
  const files = new Map<string, SourceFile>();
  const done: string[] = [];
  const failed: string[] = [];
  const current = (path: string): SourceFile | undefined =>
    files.get(path) ?? options.sources.find((source) => source.path === path && source.layer === layer);
  const write = (path: string, text: string): void => {
    files.set(path, { path, text, layer });
  };
  const taken = new Map<string, Set<string>>();
  const idsOf = (type: string): Set<string> => {
    const known =
      taken.get(type) ??
      new Set([...dictionary.entities.values()].flatMap((one) => (one.type === type ? [one.id] : [])));
    taken.set(type, known);
    return known;
  };
  const frames: { suggestion: FrameSuggestion; relation: string; path: string; inverse: boolean }[] = [];
  const edit: Edit = { current, write, sources: options.sources, layer, folder };

  for (const { suggestion, decision } of decided) {
    try {
      if (decision.decision === 'accept' && suggestion.kind === 'name') {
        const type = decision.type ?? suggestion.type;
        if (!type) throw new EntryError('needs a type');
        const path = `${folder}${type}s.yaml`;
        const id = decision.id ?? idFor(suggestion.name, idsOf(type));
        const kind = decision.entityKind ?? suggestion.entityKind;
        const added = addEntry(
          current(path)?.text,
          {
            type,
            name: suggestion.name,
            id,
            ...(decision.aliases ? { aliases: decision.aliases } : {}),
            ...(kind ? { kind: [kind] } : {}),
            ...(decision.fields ? { fields: decision.fields } : {}),
          },
          dictionary,
        );
        idsOf(type).add(added.id);
        write(path, added.text);
        done.push(`${path}: ${type}:${added.id}${added.notes.length > 0 ? ` (${added.notes.join('; ')})` : ''}`);
      } else if (decision.decision === 'accept' && suggestion.kind === 'frame') {
        const relation = decision.relation ?? (suggestion.relations.length === 1 ? suggestion.relations[0] : undefined);
        if (!relation) throw new EntryError(`needs a relation: ${suggestion.relations.join(', ')}`);
        const inverse = decision.inverse ?? false;
        const path = addFrame(edit, suggestion, relation, inverse);
        frames.push({ suggestion, relation, path, inverse });
        done.push(`${path}: ${relation}/${frameId(suggestion)}`);
      } else if (decision.decision === 'reject' && suggestion.kind === 'name') {
        const path = `${folder}ignore.yaml`;
        const line = flow({ text: suggestion.name, why: suggestion.contexts[0]?.text ?? 'rejected in a review' });
        write(path, ended(appendItem(current(path)?.text ?? 'type: ignore\nentries: []\n', ['entries'], line)));
        done.push(`${path}: ${suggestion.name}`);
      } else {
        const path = `${folder}${DECIDED_FILE}`;
        write(path, `${current(path)?.text ?? ''}${suggestion.key}\n`);
        done.push(`${path}: ${suggestion.key}`);
      }
    } catch (error) {
      failed.push(`${suggestion.key}: ${(error as Error).message}`);
    }
  }
  if (frames.length > 0) addExamples(frames, edit, [...files.values()], options, failed);
  return { files: [...files.values()], done, failed };
}

interface Edit {
  current(path: string): SourceFile | undefined;
  write(path: string, text: string): void;
  readonly sources: readonly SourceFile[];
  readonly layer: number;
  readonly folder: string;
}

function frameId({ verb, slot }: FrameSuggestion): string {
  return idFor(slot === 'object' || verb.includes(' ') ? verb : `${verb} ${slot}`, new Set());
}

/** Puts the frame into the relation of the user's folder and gives the path of its file. */
function addFrame(edit: Edit, suggestion: FrameSuggestion, relation: string, inverse: boolean): string {
  const owned = edit.sources
    .filter((source) => source.layer === edit.layer)
    .map((source) => edit.current(source.path)!);
  let path = [...owned, edit.current(`${edit.folder}relations.yaml`)].find(
    (source) => source && indexOf(source, relation) >= 0,
  )?.path;
  if (!path) {
    path = `${edit.folder}relations.yaml`;
    const below = [...edit.sources]
      .reverse()
      .find((source) => source.layer !== edit.layer && indexOf(source, relation) >= 0);
    const copy = below && sourceOf(below.text, ['relations', indexOf(below, relation)]);
    if (!copy) throw new EntryError(`there is no relation "${relation}"`);
    const head = '# A relation here counts instead of the one of the same id below it.\nrelations: []\n';
    edit.write(path, ended(appendItem(edit.current(path)?.text ?? head, ['relations'], copy)));
  }
  const file = edit.current(path)!;
  const at = indexOf(file, relation);
  const first = [`subject:${suggestion.subjectType}`];
  const slots = suggestion.verb.includes(' ') ? [suggestion.slot, 'object'] : [suggestion.slot];
  const second = slots.map((slot) => `${slot}:${suggestion.objectType}`);
  const frame = flow({
    id: frameId(suggestion),
    verb: [suggestion.verb],
    subject: inverse ? second : first,
    object: inverse ? first : second,
  });
  edit.write(path, ended(appendItem(file.text, ['relations', at, 'frames'], frame)));
  return path;
}

/** Gives each new frame the sentence that it was seen in as an example, if it reads it. */
function addExamples(
  frames: readonly { suggestion: FrameSuggestion; relation: string; path: string; inverse: boolean }[],
  edit: Edit,
  changed: readonly SourceFile[],
  { sources, extract }: AcceptOptions,
  failed: string[],
): void {
  const rest = sources.filter((source) => !changed.some(({ path }) => path === source.path));
  const { dictionary } = compileDictionary([...rest, ...changed.filter(({ path }) => /\.ya?ml$/.test(path))]);
  for (const { suggestion, relation, path, inverse } of frames) {
    const lines = suggestion.contexts.map(({ text, subject, object }) => {
      const found = extract({ id: 'example', text }, dictionary).relations.filter(({ type }) => type === relation);
      const [from, to] = inverse ? [object, subject] : [subject, object];
      const hit = found.some((one) => one.subject.name === from && one.object.name === to);
      return hit ? { text, relations: found.map((one) => relationLine(one).split(';')[0]!) } : undefined;
    });
    const example = lines.find((line) => line !== undefined);
    if (!example) {
      failed.push(`${suggestion.key}: the frame was added, but reads none of its sentences as ${relation}`);
      continue;
    }
    const file = edit.current(path)!;
    edit.write(path, ended(appendItem(file.text, ['relations', indexOf(file, relation), 'examples'], flow(example))));
  }
}

function indexOf(source: SourceFile, relation: string): number {
  if (!/^relations:/m.test(source.text)) return -1;
  const { file } = readFile(source);
  return file?.kind === 'relations'
    ? (file.value as { relations: RelationEntry[] }).relations.findIndex(({ id }) => id === relation)
    : -1;
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
