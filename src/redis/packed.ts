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

/** A command of which some of the last arguments are packed. Only the first ones may be keys. */
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
    const all = [this.name, ...(this.args as string[]), ...this.rest];
    const count = all.reduce<number>((sum, one) => sum + (typeof one === 'object' ? one.count : 1), 0);
    let at = scratch.write(`*${count}\r\n`, 'latin1');
    for (const one of all) at = typeof one === 'object' ? appendPacked(one, at) : append(String(one), at);
    return Buffer.from(scratch.subarray(0, at));
  }
}

function append(value: string, from: number): number {
  const bytes = Buffer.byteLength(value);
  reserve(from, bytes + FRAME);
  let at = from + scratch.write(`$${bytes}\r\n`, from, 'latin1');
  at += scratch.write(value, at);
  scratch[at++] = CR;
  scratch[at++] = LF;
  return at;
}

function appendPacked({ bytes }: PackedArguments, at: number): number {
  reserve(at, bytes.length);
  scratch.set(bytes, at);
  return at + bytes.length;
}

/** Makes room for so many bytes after those in use. */
function reserve(used: number, bytes: number): void {
  if (used + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(used + bytes, scratch.length * 2));
  scratch.copy(larger, 0, 0, used);
  scratch = larger;
}
