import { hash } from 'node:crypto';
import type { Argument, Relation } from '../schema/extraction.js';

/**
 * The content address of a fact: document, relation, arguments, polarity, modality and evidence, no position.
 * 16 characters of base64url. The arguments of a symmetric relation are put in order first.
 */
export function factId(documentId: string, relation: Relation, symmetric: ReadonlySet<string>): string {
  const ends = [argumentKey(relation.subject), argumentKey(relation.object)];
  if (symmetric.has(relation.type)) ends.sort();
  const parts = [documentId, relation.type, ...ends, relation.polarity, relation.modality, relation.evidence.text];
  return hash('sha256', JSON.stringify(parts).normalize('NFC'), 'base64url').slice(0, 16);
}

/**
 * A hash over what else the fact says: its sentence, attribution, time, amounts and confidence, no position and no rule.
 * When it changes, the fact is asserted again. 11 characters of base64url.
 */
export function factPayload(relation: Relation, sentence: string): string {
  const { attribution, time, amounts = [], confidence, subject, object } = relation;
  // No document holds the character that stands between them.
  const parts = [sentence, subject.name, object.name, String(Math.round(confidence * 1000))];
  if (attribution)
    parts.push('by', attribution.who, attribution.role ?? '', attribution.id ?? '', attribution.via ?? '');
  if (time) parts.push('at', time.text, time.value ?? '');
  for (const { text, kind, value, unit } of amounts) parts.push('of', text, kind, String(value), unit ?? '');
  return hash('sha256', parts.join('\0'), 'base64url').slice(0, 11);
}

function argumentKey({ id, type, name }: Argument): string {
  return id ?? `${type ?? ''}:${name}`;
}
