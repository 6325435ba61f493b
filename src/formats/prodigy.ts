import { type Annotated, FormatError, fromLabel, toLabel } from './annotated.js';
import { CodePoints } from './codepoints.js';
import { Fields } from './json.js';
import { wordsOf } from './words.js';

/** One line of Prodigy's JSONL. Offsets are code points; relations point at the last token of their spans, so that tokens go with it. */
export function toProdigy({ id, text, spans, relations }: Annotated): string {
  const points = new CodePoints(text);
  const words = wordsOf(text, spans);
  const placed = spans.map(({ start, end, type, name }) => ({
    start: points.toPoints(start),
    end: points.toPoints(end),
    token_start: words.findIndex((word) => word.start === start),
    token_end: words.findIndex((word) => word.end === end),
    label: type,
    ...(name === undefined ? {} : { kb_id: name }),
  }));
  return JSON.stringify({
    text,
    meta: { id },
    tokens: words.map(({ start, end }, at) => ({
      text: text.slice(start, end),
      start: points.toPoints(start),
      end: points.toPoints(end),
      id: at,
      ws: /^\s/.test(text.slice(end)),
    })),
    spans: placed,
    relations: relations.map((relation) => ({
      head: placed[relation.subject]!.token_end,
      child: placed[relation.object]!.token_end,
      head_span: placed[relation.subject],
      child_span: placed[relation.object],
      label: toLabel(relation),
    })),
    answer: 'accept',
  });
}

/** Reads one line of Prodigy's JSONL; nothing for a line whose answer is not `accept`. @throws FormatError */
export function fromProdigy(line: string, place: string): Annotated | undefined {
  const record = Fields.parse(line, place);
  if ((record.maybe('answer') ?? 'accept') !== 'accept') return undefined;
  const text = record.text('text');
  const points = new CodePoints(text);
  const tokens = record.list('tokens');
  const spans = record.list('spans').map((span) => ({
    start: span.count('start'),
    end: span.count('end'),
    type: span.text('label'),
    name: span.maybe('kb_id'),
  }));
  const find = (span: Fields | undefined, token: number): number => {
    const end = span ? span.count('end') : tokens[token]?.count('end');
    const at = spans.findIndex((one) => one.end === end && (!span || one.start === span.count('start')));
    if (at < 0) throw new FormatError(`${place}: a relation points at token ${token}, where no span ends`);
    return at;
  };
  return {
    id: record.inner('meta')?.maybe('id') ?? place,
    text,
    spans: spans.map(({ start, end, type, name }) => ({
      start: points.toUnits(start),
      end: points.toUnits(end),
      type,
      ...(name ? { name } : {}),
    })),
    relations: record.list('relations').map((relation) => ({
      subject: find(relation.inner('head_span'), relation.count('head')),
      object: find(relation.inner('child_span'), relation.count('child')),
      ...fromLabel(relation.text('label')),
    })),
  };
}
