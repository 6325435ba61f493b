import {
  type Annotated,
  type AnnotatedRelation,
  type AnnotatedSpan,
  FormatError,
  fromLabel,
  toLabel,
} from './annotated.js';
import { CodePoints } from './codepoints.js';

/** brat's standoff annotations, for a `.ann` beside the `.txt`. Offsets are code points; names are notes. */
export function toBrat({ text, spans, relations }: Annotated): string {
  const points = new CodePoints(text);
  const lines = spans.map(({ start, end, type }, at) => {
    const surface = text.slice(start, end).replace(/\s/g, ' ');
    return `T${at + 1}\t${encode(type)} ${points.toPoints(start)} ${points.toPoints(end)}\t${surface}`;
  });
  relations.forEach((relation, at) => {
    lines.push(`R${at + 1}\t${encode(toLabel(relation))} Arg1:T${relation.subject + 1} Arg2:T${relation.object + 1}`);
  });
  spans.forEach(({ name }, at) => {
    if (name !== undefined) lines.push(`#${at + 1}\tAnnotatorNotes T${at + 1}\t${name.replace(/\s/g, ' ')}`);
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Reads a `.ann` file with the text of its `.txt`. Of a span in pieces the whole is taken. @throws FormatError */
export function fromBrat(id: string, text: string, annotations: string): Annotated {
  const points = new CodePoints(text);
  const spans: AnnotatedSpan[] = [];
  const index = new Map<string, number>();
  const later: { place: string; label: string; from: string; to: string }[] = [];
  const names = new Map<string, string>();
  annotations.split(/\r?\n/).forEach((line, number) => {
    const place = `${id}.ann:${number + 1}`;
    const [key = '', what = '', rest = ''] = line.split('\t');
    if (key.startsWith('T')) {
      const [, label, offsets] = /^(\S+) ([\d ;]+)$/.exec(what) ?? [];
      const numbers = offsets?.split(/[ ;]/).map(Number) ?? [];
      if (!label || numbers.length < 2) throw new FormatError(`${place}: is no span`);
      index.set(key, spans.length);
      spans.push({ start: points.toUnits(numbers[0]!), end: points.toUnits(numbers.at(-1)!), type: decode(label) });
    } else if (key.startsWith('R')) {
      const [, label, from, to] = /^(\S+) \w+:(T\d+) \w+:(T\d+)\s*$/.exec(what) ?? [];
      if (!label || !from || !to) throw new FormatError(`${place}: is no relation`);
      later.push({ place, label, from, to });
    } else if (key.startsWith('#')) {
      const [, target] = /^AnnotatorNotes (T\d+)$/.exec(what) ?? [];
      if (target) names.set(target, rest);
    }
  });
  const at = (key: string, place: string): number => {
    const found = index.get(key);
    if (found === undefined) throw new FormatError(`${place}: ${key} is not there`);
    return found;
  };
  const relations = later.map(
    ({ place, label, from, to }): AnnotatedRelation => ({
      subject: at(from, place),
      object: at(to, place),
      ...fromLabel(decode(label)),
    }),
  );
  for (const [key, name] of names) {
    const known = index.get(key);
    if (known !== undefined) spans[known] = { ...spans[known]!, name };
  }
  return { id, text, spans, relations };
}

/** brat takes letters, digits, "-" and "_" in labels: a space becomes "__". */
function encode(label: string): string {
  return label.replace(/ /g, '__');
}

function decode(label: string): string {
  return label.replace(/__/g, ' ');
}
