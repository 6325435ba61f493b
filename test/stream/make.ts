import { randomBytes } from 'node:crypto';
import type { RedisHandle } from '../../src/redis/open.js';
import type { Document } from '../../src/schema/document.js';
import type { Extraction, Relation } from '../../src/schema/extraction.js';
import type { CommitContext } from '../../src/stream/commit.js';

/**
 * A stand-in for extraction: every line `a > verb > b` of the text is a relation, `!` before the verb negates it.
 * Pure and quick, so that tests know what must come out. A version that begins with `w` says "prefers" for "likes".
 */
export function standIn(document: Document & { id: string }, version = 'v1'): Extraction {
  const text = document.text ?? '';
  const sentences: Extraction['sentences'] = [];
  const mentions: Extraction['mentions'] = [];
  const relations: Relation[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const sentence = sentences.push({ start, end: start + line.length }) - 1;
    const parts = line.split(' > ');
    if (parts.length === 3) {
      const [subject = '', verb = '', object = ''] = parts;
      const at = start + subject.length + 3;
      mentions.push(mention(start, subject), mention(at + verb.length + 3, object));
      relations.push({
        type: version.startsWith('w') && verb.includes('likes') ? 'prefers' : verb.replace('!', ''),
        subject: { name: subject, id: `firm:${subject.toLowerCase()}`, mention: mentions.length - 2 },
        object: { name: object, mention: mentions.length - 1 },
        sentence,
        polarity: verb.startsWith('!') ? 'negated' : 'affirmed',
        modality: 'asserted',
        evidence: { start: at, end: at + verb.length, text: verb },
        by: { frame: 'test/line', entry: `${version}.yaml:1`, steps: [] },
        confidence: 0.9,
      });
    }
    start += line.length + 1;
  }
  return { documentId: document.id, dictionaryVersion: version, language: 'en', text, sentences, mentions, relations };
}

function mention(start: number, text: string): Extraction['mentions'][number] {
  return { start, end: start + text.length, text, type: 'firm', name: text, by: { rule: 'line' } };
}

/** What a commit needs around it. */
export function commitContext(redis: RedisHandle, version = 'v1', ordinal = 1): CommitContext {
  return {
    client: redis.client,
    keys: redis.keys,
    dictionaryVersion: version,
    dictionaryOrdinal: ordinal,
    programVersion: '0',
    environment: 'test',
    ledgerDays: 1,
    bodyDays: 1,
    epoch: randomBytes(6).toString('hex'),
  };
}
