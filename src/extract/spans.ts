import type { Candidate } from './candidate.js';

const NONE: readonly Candidate[] = [];

/** Candidates by the tokens that they begin with, end before, and cover: looked up at the cost of what is found. */
export class Spans {
  private readonly first = new Map<number, Candidate[]>();
  private readonly last = new Map<number, Candidate[]>();
  private readonly over = new Map<number, Candidate[]>();

  constructor(candidates: Iterable<Candidate>) {
    for (const candidate of candidates) this.add(candidate);
  }

  add(candidate: Candidate): void {
    put(this.first, candidate.first, candidate);
    put(this.last, candidate.last, candidate);
    for (let at = candidate.first; at < candidate.last; at++) put(this.over, at, candidate);
  }

  startingAt(token: number): readonly Candidate[] {
    return this.first.get(token) ?? NONE;
  }

  /** Candidates whose last token stands before this one. */
  endingAt(token: number): readonly Candidate[] {
    return this.last.get(token) ?? NONE;
  }

  covering(token: number): readonly Candidate[] {
    return this.over.get(token) ?? NONE;
  }
}

function put(map: Map<number, Candidate[]>, key: number, candidate: Candidate): void {
  const list = map.get(key);
  if (list) list.push(candidate);
  else map.set(key, [candidate]);
}
