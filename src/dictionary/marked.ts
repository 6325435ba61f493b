/** A mention as a test marks it. */
export interface MarkedMention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: string;
  /** The canonical name, where the test gives it. */
  readonly name?: string;
}

/** A test's text without its marks, and the mentions that they mark. */
export interface MarkedText {
  readonly text: string;
  readonly mentions: readonly MarkedMention[];
}

/**
 * Reads a text with mentions marked as `[surface](type)` or `[surface](type=Canonical Name)`. Brackets that are no mark stay
 * as they are.
 */
export function readMarked(source: string): MarkedText {
  const mentions: MarkedMention[] = [];
  let text = '';
  let at = 0;
  for (const match of source.matchAll(/\[([^[\]]{1,300})\]\(([a-z][a-z0-9-]{0,40})(?:=([^()]{1,300}))?\)/g)) {
    const [whole, surface = '', type = '', name] = match;
    text += source.slice(at, match.index);
    mentions.push({
      start: text.length,
      end: text.length + surface.length,
      text: surface,
      type,
      ...(name === undefined ? {} : { name }),
    });
    text += surface;
    at = match.index + whole.length;
  }
  return { text: text + source.slice(at), mentions };
}
