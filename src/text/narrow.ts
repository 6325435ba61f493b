const WIDE = /[^\0-\xff]/;

/**
 * The same text at one byte a character where its characters allow that. V8 keeps a part of a text as wide as the whole, so that
 * one Chinese name makes two bytes a character of all that is cut from its file, and of all JSON that such parts get into.
 */
export function narrow(text: string): string {
  return WIDE.test(text) ? text : Buffer.from(text, 'latin1').toString('latin1');
}

/** Whether a text holds a character that needs two bytes. */
export function isWide(text: string): boolean {
  return WIDE.test(text);
}
