import { applyDecisions, DECIDED_FILE } from '../../dictionary/accept.js';
import { compare } from '../../dictionary/compare.js';
import type { Decided } from '../../dictionary/decisions.js';
import type { Dictionary } from '../../dictionary/dictionary.js';
import { outline } from '../../dictionary/outline.js';
import type { SourceFile } from '../../dictionary/read.js';
import { suggest } from '../../dictionary/suggest.js';
import { extract, type IdentifiedDocument } from '../../extract/extract.js';
import type { Answers } from './questions.js';

const MOST_CHANGES = 100;
const MOST_SUGGESTIONS = 100;

/** What changes on a corpus from one dictionary to another. */
export function compareCorpus(
  documents: readonly IdentifiedDocument[],
  before: Dictionary,
  after: Dictionary,
): Answers['corpus'] {
  const changes = documents.flatMap((document) =>
    compare(document.id, outline(extract(document, before)), outline(extract(document, after))),
  );
  return { documents: documents.length, total: changes.length, changes: changes.slice(0, MOST_CHANGES) };
}

/** What the dictionaries lack, by a corpus; `decided` is the text of the file of keys that were decided before. */
export function findSuggestions(
  documents: readonly IdentifiedDocument[],
  dictionary: Dictionary,
  decided: string | undefined,
): Answers['suggest'] {
  const extractions = documents.map((document) => extract(document, dictionary));
  const all = suggest(extractions, dictionary, new Set((decided ?? '').split('\n').filter(Boolean)));
  return {
    suggestions: all.slice(0, MOST_SUGGESTIONS),
    total: all.length,
    kinds: Object.fromEntries([...dictionary.types].map(([id, { kinds }]) => [id, kinds])),
  };
}

/** What decisions do to the files of the last folder. */
export function decide(
  decisions: readonly Decided[],
  desk: {
    readonly files: readonly SourceFile[];
    readonly decided: string | undefined;
    readonly last: number;
    readonly dictionary: Dictionary;
  },
): Answers['decide'] {
  const { files, decided, last, dictionary } = desk;
  // Paths must tell the folders apart here.
  const named = (path: string, layer: number) => `${layer}/${path}`;
  const sources = files.map((file) => ({ ...file, path: named(file.path, file.layer ?? 0), layer: file.layer ?? 0 }));
  if (decided !== undefined) sources.push({ path: named(DECIDED_FILE, last), text: decided, layer: last });
  const folder = `${last}/`;
  const result = applyDecisions(decisions, { sources, layer: last, folder, dictionary, extract });
  const bare = (line: string) => line.replaceAll(folder, '');
  return {
    layer: last,
    done: result.done.map(bare),
    failed: result.failed.map(bare),
    files: result.files.map(({ path, text }) => ({
      path: path.slice(folder.length),
      text,
      before: sources.find((source) => source.path === path)?.text ?? null,
    })),
  };
}
