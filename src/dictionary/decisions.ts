import type { Suggestion } from './suggest.js';

/** What a person decided of a suggestion. A rejected name is ignored by extraction from then on; an ignored one is merely not shown again. */
export interface Decision {
  readonly key: string;
  readonly decision: 'accept' | 'reject' | 'ignore';
  /** For names. */
  readonly type?: string;
  readonly entityKind?: string;
  readonly id?: string;
  readonly aliases?: readonly string[];
  readonly fields?: Readonly<Record<string, unknown>>;
  /** For frames: the relation that gets the frame, and whether its subject is the second entity of the sentence. */
  readonly relation?: string;
  readonly inverse?: boolean;
}

/** A decision with its suggestion. */
export interface Decided {
  readonly suggestion: Suggestion;
  readonly decision: Decision;
}

/** Reads decisions from JSON lines, as `dict suggest --json` prints them with `"decision"` added; lines without one are left out. */
export function readDecisions(text: string): { decisions: Decision[]; errors: string[] } {
  const decisions: Decision[] = [];
  const errors: string[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      const value = JSON.parse(line) as Partial<Decision>;
      if (value.decision === undefined) return;
      if (typeof value.key !== 'string' || !['accept', 'reject', 'ignore'].includes(value.decision))
        errors.push(`line ${index + 1}: needs a key, and a decision that is accept, reject or ignore`);
      else decisions.push(value as Decision);
    } catch {
      errors.push(`line ${index + 1}: is not JSON`);
    }
  });
  return { decisions, errors };
}
