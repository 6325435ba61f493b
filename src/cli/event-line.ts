import { type ChokepointEvent, EVENT_TYPES } from '../schema/event.js';
import type { Relation } from '../schema/extraction.js';
import { type Paint, plain } from './output.js';

const MARGIN = 44;

/** An event as one line for people. */
export function eventLine(event: ChokepointEvent, paint: Paint): string {
  switch (event.type) {
    case EVENT_TYPES.asserted: {
      const { relation, sentence } = event.data;
      return `${relationLine(relation, paint)}   ${paint('dim', quote(sentence, relation.evidence.text))}`;
    }
    case EVENT_TYPES.retracted: {
      const { relation, reason } = event.data;
      const line = `${plain(relation.subject)} —${plain(relation.type)}→ ${plain(relation.object)}`;
      return `${paint('red', 'retracted')} ${line}   (${reason})`;
    }
    case EVENT_TYPES.extracted: {
      const { counts, mentions, revision, withdrawn } = event.data;
      const what = withdrawn ? 'withdrawn' : `${mentions.length} mentions, ${counts.relations} relations`;
      return paint('dim', `· ${plain(event.subject)} revision ${revision}: ${what}`);
    }
    default:
      return `${paint('red', 'rejected')} ${plain(event.subject)}: ${plain(event.data.reason)}`;
  }
}

/** `DeepSeek —stockpiled→ Nvidia`, with negation, modality, source and time where there are any. */
export function relationLine(relation: Relation, paint: Paint): string {
  const { subject, object, type, polarity, modality, attribution, time } = relation;
  const verb = polarity === 'negated' ? paint('red', `not ${type}`) : paint('cyan', type);
  const notes = [
    ...(modality === 'asserted' ? [] : [modality]),
    ...(attribution ? [`by ${plain(attribution.who)}`] : []),
    ...(time ? [time.value] : []),
    ...(relation.amounts ?? []).map(({ text }) => plain(text)),
  ];
  const tail = notes.length > 0 ? ` ${paint('yellow', `(${notes.join('; ')})`)}` : '';
  return `${paint('bold', plain(subject.name))} —${verb}→ ${paint('bold', plain(object.name))}${tail}`;
}

/** The words around the evidence, in quotation marks. */
export function quote(sentence: string, evidence: string): string {
  const found = Math.max(0, sentence.indexOf(evidence));
  let start = Math.max(0, found - MARGIN);
  let end = Math.min(sentence.length, found + evidence.length + MARGIN);
  while (start > 0 && start < found && !/\s/.test(sentence[start - 1] ?? ' ')) start++;
  while (end < sentence.length && end > found + evidence.length && !/\s/.test(sentence[end] ?? ' ')) end--;
  const words = plain(sentence.slice(start, end)).replace(/\s+/g, ' ').trim();
  return `"${start > 0 ? '…' : ''}${words}${end < sentence.length ? '…' : ''}"`;
}
