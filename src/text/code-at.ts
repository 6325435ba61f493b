const { charCodeAt } = String.prototype;

/**
 * The code unit at an offset. A loop that calls the method on the text itself becomes slow once it has seen texts of many makes
 * (slices, concatenations, one byte or two a character), since the method is then looked up for every character.
 */
export function codeAt(text: string, at: number): number {
  return charCodeAt.call(text, at);
}
