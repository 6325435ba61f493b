/** What the command line writes: data on stdout, words for people on stderr. */

const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** Text from outside as one harmless line: no control character reaches a terminal. */
export function plain(text: string): string {
  return text.replace(CONTROL, ' ');
}

let closed = false;
const onClosed: (() => void)[] = [];
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has seen enough (`chokepoint events | head -1`).
  if (error.code !== 'EPIPE') throw error;
  closed = true;
  for (const told of onClosed) told();
});

/** True when nobody reads stdout any more. */
export function stdoutClosed(): boolean {
  return closed;
}

/** Calls back when nobody reads stdout any more. */
export function whenStdoutCloses(told: () => void): void {
  onClosed.push(told);
}

/** Writes one line on stdout; resolves when there is room for the next. */
export async function print(line: string): Promise<void> {
  if (closed) return;
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise<void>((done) => {
    const go = () => {
      process.stdout.off('drain', go);
      process.stdout.off('error', go);
      process.stdout.off('close', go);
      done();
    };
    process.stdout.once('drain', go).once('error', go).once('close', go);
  });
}

/** Writes a line for people on stderr. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes a complaint on stderr: always one line, always beginning with the program's name. */
export function complain(message: string): void {
  say(`chokepoint: ${plain(message).slice(0, 1_000)}`);
}

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;
export type Style = keyof typeof CODES;
export type Paint = (style: Style, text: string) => string;

/** Colours for a stream: none when it is no terminal or NO_COLOR is set. */
export function painter(stream: { isTTY?: boolean } = process.stdout, env = process.env): Paint {
  const colour = Boolean(stream.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
  return (style, text) => {
    const [on, off] = CODES[style];
    return colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}
