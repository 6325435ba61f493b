import { TfIdf } from 'natural/lib/natural/tfidf/index.js';

/**
 * How telling each term is of the documents that it stands in: the sum of its TF-IDF over them, by `natural`. Terms are whole names; a
 * name in every document weighs little, a name that one document is about weighs much.
 */
export function termWeights(documents: readonly (readonly string[])[]): Map<string, number> {
  const model = new TfIdf();
  for (const terms of documents) model.addDocument([...terms]);
  const weights = new Map<string, number>();
  documents.forEach((terms, index) => {
    for (const term of new Set(terms)) weights.set(term, (weights.get(term) ?? 0) + model.tfidf([term], index));
  });
  return weights;
}
