import fc from 'fast-check';
import { Command } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { PackedCommand, packArguments } from '../../src/redis/packed.js';

const strings = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })));

/** What ioredis itself would send. */
function plainly(name: string, args: readonly (string | number)[]): string {
  return Buffer.from(new Command(name, [...args]).toWritable({})).toString('hex');
}

describe('packed arguments', () => {
  test('a command with packed arguments is byte for byte the command with plain ones', () => {
    fc.assert(
      fc.property(strings, strings, fc.array(fc.oneof(strings, fc.string(), fc.integer())), (lead, last, rest) => {
        const all = [...rest, last];
        const packed = new PackedCommand(
          'evalsha',
          lead,
          all.map((part) => (Array.isArray(part) ? packArguments(part) : part)),
        );
        expect(packed.toWritable().toString('hex')).toBe(plainly('evalsha', [...lead, ...all.flat()]));
      }),
    );
  });

  test('holds what is larger than what it had room for, and leaves what was packed before as it was', () => {
    const before = packArguments(['first']);
    const long = `${'é'.repeat(400_000)}😀`;
    const after = packArguments(['a', long, '']);
    const command = new PackedCommand('eval', ['s', '0'], [before, after]);
    expect(command.toWritable().toString('hex')).toBe(plainly('eval', ['s', '0', 'first', 'a', long, '']));
    expect(after.count).toBe(3);
  });
});
