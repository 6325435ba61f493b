import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DocumentError, prepareDocument } from '../../queue/prepare.js';
import { readConfig } from '../../schema/config.js';
import type { Document } from '../../schema/document.js';
import { readInputs } from '../../sources/inputs.js';
import { Failure, UsageError } from '../exit.js';
import { complain } from '../output.js';

export type CorpusDocument = Document & { readonly id: string };

const KNOWN = new Set(['.txt', '.html', '.htm', '.xhtml', '.json', '.jsonl', '.ndjson']);

/**
 * Reads a corpus: a file, or a folder with its .txt, .html, .json and .jsonl files at any depth. What cannot be read is complained of
 * and left out. @throws Failure when nothing is left
 */
export async function readCorpus(path: string): Promise<CorpusDocument[]> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`${path}: does not exist`);
  const files = stats.isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => KNOWN.has(extname(name).toLowerCase()))
        .sort()
        .map((name) => join(path, name))
    : [path];
  const { maxDocumentBytes } = readConfig();
  const documents: CorpusDocument[] = [];
  for await (const item of readInputs(files, { maxBytes: maxDocumentBytes })) {
    try {
      if ('error' in item) throw item.error;
      documents.push(prepareDocument(item.document, item.input, maxDocumentBytes).document);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      complain(error.message);
    }
  }
  if (documents.length === 0) throw new Failure(`${path}: holds no documents (.txt, .html, .json, .jsonl)`);
  return documents;
}
