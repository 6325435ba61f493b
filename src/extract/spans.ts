import type { Candidate } from './candidate.js';

const NONE: readonly Candidate[] = [];

/** Candidates by the tokens that they begin with, end before, and cover: looked up at the cost of what is found. */
export class Spans {
  private readonly all: Candidate[];
  private first: Map<number, Candidate[]> | undefined;
  private last: Map<number, Candidate[]> | undefined;
  private over: Map<number, Candidate[]> | undefined;

  constructor(candidates: Iterable<Candidate>) {
    this.all = [...candidates];
  }

  add(candidate: Candidate): void {
    this.all.push(candidate);
    if (this.first) put(this.first, candidate.first, candidate);
    if (this.last) put(this.last, candidate.last, candidate);
    if (this.over) for (let at = candidate.first; at < candidate.last; at++) put(this.over, at, candidate);
  }

  startingAt(token: number): readonly Candidate[] {
    if (!this.first) {
      this.first = new Map();
      for (const candidate of this.all) put(this.first, candidate.first, candidate);
    }
    return this.first.get(token) ?? NONE;
  }

  /** Candidates whose last token stands before this one. */
  endingAt(token: number): readonly Candidate[] {
    if (!this.last) {
      this.last = new Map();
      for (const candidate of this.all) put(this.last, candidate.last, candidate);
    }
    return this.last.get(token) ?? NONE;
  }

  covering(token: number): readonly Candidate[] {
    if (!this.over) {
      this.over = new Map();
      for (const candidate of this.all) {
        for (let at = candidate.first; at < candidate.last; at++) put(this.over, at, candidate);
      }
    }
    return this.over.get(token) ?? NONE;
  }
}

function put(map: Map<number, Candidate[]>, key: number, candidate: Candidate): void {
  const list = map.get(key);
  if (list) list.push(candidate);
  else map.set(key, [candidate]);
}
