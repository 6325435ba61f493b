/** 1-based position in a file. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
