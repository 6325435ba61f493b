import { type Annotated, FormatError, fromLabel, toLabel } from './annotated.js';
import { CodePoints } from './codepoints.js';
import { Fields } from './json.js';

/** One line of doccano's relation-extraction JSONL. Its offsets are code points. */
export function toDoccano({ id, text, spans, relations }: Annotated): string {
  const points = new CodePoints(text);
  return JSON.stringify({
    document: id,
    text,
    entities: spans.map(({ start, end, type, name }, at) => ({
      id: at + 1,
      label: type,
      start_offset: points.toPoints(start),
      end_offset: points.toPoints(end),
      ...(name === undefined ? {} : { name }),
    })),
    relations: relations.map((relation, at) => ({
      id: at + 1,
      from_id: relation.subject + 1,
      to_id: relation.object + 1,
      type: toLabel(relation),
    })),
  });
}

/** Reads one line of doccano's JSONL. @throws FormatError */
export function fromDoccano(line: string, place: string): Annotated {
  const record = Fields.parse(line, place);
  const text = record.text('text');
  const points = new CodePoints(text);
  const entities = record.list('entities');
  const index = new Map(entities.map((entity, at) => [entity.count('id'), at]));
  const at = (id: number): number => {
    const found = index.get(id);
    if (found === undefined) throw new FormatError(`${place}: a relation names entity ${id}, which is not there`);
    return found;
  };
  return {
    id: record.maybe('document') ?? record.maybe('id') ?? place,
    text,
    spans: entities.map((entity) => {
      const name = entity.maybe('name');
      return {
        start: points.toUnits(entity.count('start_offset')),
        end: points.toUnits(entity.count('end_offset')),
        type: entity.text('label'),
        ...(name === undefined ? {} : { name }),
      };
    }),
    relations: record.list('relations').map((relation) => ({
      subject: at(relation.count('from_id')),
      object: at(relation.count('to_id')),
      ...fromLabel(relation.text('type')),
    })),
  };
}
