import { Command } from 'ioredis';

/**
 * Arguments of a command as the bytes that go over the wire (RESP bulk strings one after another). Bytes, unlike
 * strings, lie outside the heap that the garbage collector goes through, and go from thread to thread and into a socket
 * as they are.
 */
export interface PackedArguments {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

/** Bytes of `$`, the length and both line ends of a bulk string, at most. */
const FRAME = 20;
const CR = 13;
const LF = 10;

/** Where arguments are put together before their size is known; grows with need. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** Packs strings. Lone surrogates become U+FFFD, as in any string that ioredis sends. */
export function packArguments(values: readonly string[]): PackedArguments {
  let at = 0;
  for (const value of values) at = append(value, at);
  return { bytes: new Uint8Array(scratch.subarray(0, at)), count: values.length };
}

function append(value: string, from: number): number {
  const bytes = Buffer.byteLength(value);
  if (from + bytes + FRAME > scratch.length) grow(from, from + bytes + FRAME);
  let at = from + scratch.write(`$${bytes}\r\n`, from, 'latin1');
  at += scratch.write(value, at);
  scratch[at++] = CR;
  scratch[at++] = LF;
  return at;
}

function grow(used: number, least: number): void {
  const larger = Buffer.allocUnsafeSlow(Math.max(least, scratch.length * 2));
  scratch.copy(larger, 0, 0, used);
  scratch = larger;
}

/** A command whose last arguments are packed, here and there among others. Only the first ones may be keys. */
export class PackedCommand extends Command {
  /** @param args what comes first, keys included. @param rest what follows. */
  constructor(
    name: string,
    args: readonly string[],
    private readonly rest: readonly (string | number | PackedArguments)[],
  ) {
    super(name, [...args], { replyEncoding: 'utf8' });
  }

  /** The command as bytes. */
  override toWritable(): Buffer {
    let count = 1 + this.args.length;
    let text = [this.name, ...(this.args as string[])].map(bulk).join('');
    const parts: (string | Uint8Array)[] = [];
    for (const argument of this.rest) {
      if (typeof argument === 'object') {
        parts.push(text, argument.bytes);
        text = '';
        count += argument.count;
      } else {
        text += bulk(String(argument));
        count++;
      }
    }
    parts.push(text);
    return join([`*${count}\r\n`, ...parts]);
  }
}

function bulk(value: string): string {
  return `$${Buffer.byteLength(value)}\r\n${value}\r\n`;
}

function join(parts: readonly (string | Uint8Array)[]): Buffer {
  const size = parts.reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : part.length), 0);
  const whole = Buffer.allocUnsafe(size);
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'string') at += whole.write(part, at);
    else {
      whole.set(part, at);
      at += part.length;
    }
  }
  return whole;
}
