import type { Extraction, Mention, Relation } from '../../src/schema/extraction.js';

/** A mention of a word, by hand. */
export function mention(text: string, word: string, type = 'firm', from = 0): Mention {
  const start = text.indexOf(word, from);
  return { start, end: start + word.length, text: word, type, name: word, id: `${type}:x`, by: { rule: 'gazetteer' } };
}

/** A relation between two mentions by their index, with a word of the text as evidence. */
export function relation(text: string, type: string, subject: number, object: number, word: string): Relation {
  const start = text.indexOf(word);
  return {
    type,
    subject: { name: `s${subject}`, mention: subject },
    object: { name: `o${object}`, mention: object },
    sentence: 0,
    polarity: 'affirmed',
    modality: 'asserted',
    evidence: { start, end: start + word.length, text: word },
    by: { frame: `${type}/test`, entry: 'relations.yaml:1', steps: [] },
    confidence: 0.9,
  };
}

export function extraction(text: string, mentions: Mention[] = [], relations: Relation[] = []): Extraction {
  const sentences = [{ start: 0, end: text.length }];
  return { documentId: 'doc', dictionaryVersion: 'v1', language: 'en', text, sentences, mentions, relations };
}
