import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DECIDED_FILE } from '../../dictionary/accept.js';
import { usualKind } from '../../dictionary/add.js';
import { cachedReader } from '../../dictionary/cache.js';
import { type CompiledDictionary, compileDictionary } from '../../dictionary/compile.js';
import { readFolder } from '../../dictionary/load.js';
import type { SourceFile } from '../../dictionary/read.js';
import { runTests } from '../../dictionary/run-tests.js';
import { extract, type IdentifiedDocument } from '../../extract/extract.js';
import type { Diagnostic } from '../../schema/diagnostic.js';
import { changes } from './changes.js';
import { compareCorpus, decide, findSuggestions } from './corpus.js';
import { applyEdit, type Edit, EditError, newUnit, viewUnit } from './edits.js';
import type { Answers, DeskInfo, Question } from './questions.js';

const read = cachedReader();
const isTest = (path: string) => /\.test\.ya?ml$/.test(path);

/** The task of the desk's pool: questions as JSON → answers. Runs in a thread, with the dictionaries loaded once for each version. */
export async function createTask(data: { readonly folders: readonly string[] }): Promise<{
  info: DeskInfo;
  run(json: string): unknown;
}> {
  const files = (await Promise.all(data.folders.map((folder, layer) => readFolder(folder, layer)))).flat();
  const last = data.folders.length - 1;
  const decided = await readFile(join(data.folders[last] ?? '', DECIDED_FILE), 'utf8').catch(() => undefined);
  const compiled = compile(files);
  const { dictionary, diagnostics } = compiled;
  const answer: { [Name in keyof Answers]: (question: Extract<Question, { ask: Name }>) => Answers[Name] } = {
    extract: ({ document }) => extract(document as IdentifiedDocument, dictionary),
    unit: ({ place, id }) => viewUnit(files, place, last, id) ?? null,
    fresh: ({ type, name }) =>
      newUnit(
        files,
        { type, name, kind: usualKind(type, dictionary), kinds: dictionary.types.get(type)?.kinds ?? [] },
        last,
      ),
    preview: ({ edit, document }) => preview(edit, document as IdentifiedDocument),
    tests: ({ edit }) => test(edit),
    corpus: ({ edit, documents }) => {
      const edited = compile(applyEdit(files, edit, last).files).dictionary;
      return compareCorpus(documents as IdentifiedDocument[], dictionary, edited);
    },
    suggest: ({ documents }) => findSuggestions(documents as IdentifiedDocument[], dictionary, decided),
    decide: (question) => decide(question.decided, { files, decided, last, dictionary }),
    edited: ({ edit }) => {
      const { changed, before } = applyEdit(files, edit, last);
      const { fresh, errors } = wrong(compile(applyEdit(files, edit, last).files));
      return {
        path: changed.path,
        layer: changed.layer ?? 0,
        text: changed.text,
        before: before ?? null,
        fresh,
        errors,
      };
    },
    files: () => files.filter(({ path }) => !isTest(path)),
  };

  function preview(edit: Edit, document: IdentifiedDocument): Answers['preview'] {
    const edited = compile(applyEdit(files, edit, last).files);
    const before = extract(document, dictionary);
    const after = extract(document, edited.dictionary);
    return { version: edited.dictionary.version, extraction: after, changes: changes(before, after), ...wrong(edited) };
  }

  function test(edit: Edit | null): Answers['tests'] {
    const edited = edit ? applyEdit(files, edit, last) : { files };
    const { dictionary: now } = edit ? compile(edited.files) : compiled;
    const relations = [...now.grammar.relations.values()];
    const symmetric = new Set(relations.filter((relation) => relation.symmetric).map(({ id }) => id));
    const beside = edit?.file.replace(/\.ya?ml$/, '.test.yaml');
    const sources = edited.files.filter(
      (file) => (edit ? file.path === beside : isTest(file.path)) || isRelations(file),
    );
    const { passed, failures } = runTests(sources, (document) => extract(document, now), symmetric);
    return { passed, failures: failures.slice(0, 50), failed: failures.length };
  }

  /** What is wrong with an edit that was not wrong before. */
  function wrong(edited: CompiledDictionary): { fresh: Diagnostic[]; errors: number } {
    const known = new Set(diagnostics.map(({ code, file, message }) => `${code} ${file} ${message}`));
    const fresh = edited.diagnostics.filter(({ code, file, message }) => !known.has(`${code} ${file} ${message}`));
    return { fresh, errors: fresh.filter(({ severity }) => severity === 'error').length };
  }

  return {
    info: {
      version: dictionary.version,
      entities: dictionary.entities.size,
      types: [...dictionary.types.keys()],
      relations: [...dictionary.grammar.relations.keys()],
      diagnostics: diagnostics.filter(({ severity }) => severity === 'error').slice(0, 100),
    },
    run(json) {
      const question = JSON.parse(json) as Question;
      try {
        return { answer: (answer[question.ask] as (question: Question) => unknown)(question) };
      } catch (error) {
        if (error instanceof EditError) return { refused: error.message };
        throw error;
      }
    },
  };
}

function compile(files: readonly SourceFile[]): CompiledDictionary {
  return compileDictionary(
    files.filter(({ path }) => !isTest(path)),
    read,
  );
}

function isRelations(file: SourceFile): boolean {
  return read(file).file?.kind === 'relations';
}
