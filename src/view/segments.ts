import type { Extraction } from '../schema/extraction.js';

/** A stretch of text in which nothing begins or ends. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Index into mentions. */
  readonly mention?: number;
  /** Indexes into relations whose evidence covers it. */
  readonly evidence: readonly number[];
}

/** Cuts the text at every border of a mention or an evidence: a mention may hold, cross or lie in an evidence. */
export function segments({ text, mentions, relations }: Extraction): Segment[] {
  const borders = new Set([0, text.length]);
  for (const { start, end } of [...mentions, ...relations.map(({ evidence }) => evidence)]) {
    borders.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  }
  const cuts = [...borders].sort((a, b) => a - b);
  const byStart = relations.map((_, index) => index).sort((a, b) => at(a).start - at(b).start);
  const open: number[] = [];
  const result: Segment[] = [];
  let mention = 0;
  let relation = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i] as number, cuts[i + 1] as number];
    while ((mentions[mention]?.end ?? Number.POSITIVE_INFINITY) <= start) mention++;
    while (relation < byStart.length && at(byStart[relation] as number).start <= start) {
      open.push(byStart[relation++] as number);
    }
    for (let j = open.length - 1; j >= 0; j--) if (at(open[j] as number).end <= start) open.splice(j, 1);
    const inside = (mentions[mention]?.start ?? Number.POSITIVE_INFINITY) <= start;
    result.push({ start, end, evidence: [...open].sort((a, b) => a - b), ...(inside ? { mention } : {}) });
  }
  return result;

  function at(index: number) {
    return (relations[index] as Extraction['relations'][number]).evidence;
  }
}
