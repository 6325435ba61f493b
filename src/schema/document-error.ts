/** A document that is refused at the door. `message` is one line that names the input and the reason. */
export class DocumentError extends Error {
  override name = 'DocumentError';
  constructor(
    /** `not-json`, `not-utf8`, `invalid`, `empty` or `too-large`. */
    readonly code: string,
    readonly input: string,
    readonly reason: string,
  ) {
    super(`${input}: ${reason}`);
  }
}
