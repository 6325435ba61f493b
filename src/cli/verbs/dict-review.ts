import type { Decided } from '../../dictionary/decisions.js';
import type { Dictionary } from '../../dictionary/dictionary.js';
import { beginReview, press, screen } from '../../dictionary/review.js';
import type { Suggestion } from '../../dictionary/suggest.js';
import { plain, say } from '../output.js';

const CLEAR = '\u001b[2J\u001b[H';
const END = new Set(['q', '\u0004']);
const INTERRUPT = '\u0003';

/** Shows suggestions one a screen until `q`; gives what was decided, or nothing when it was broken off with Ctrl-C. */
export async function reviewOnTerminal(
  suggestions: readonly Suggestion[],
  dictionary: Dictionary,
): Promise<readonly Decided[] | undefined> {
  const { stdin, stdout } = process;
  let review = beginReview(suggestions);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  try {
    stdout.write(CLEAR + screen(review).map(plain).join('\r\n'));
    for await (const chunk of stdin) {
      for (const key of String(chunk)) {
        if (END.has(key)) return review.decided;
        if (key === INTERRUPT) {
          say('\r\nnothing was written');
          return undefined;
        }
        review = press(review, key, dictionary);
      }
      stdout.write(CLEAR + screen(review).map(plain).join('\r\n'));
    }
    return review.decided;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stdout.write('\r\n');
  }
}
