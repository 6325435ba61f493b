import type { Document } from '../../src/schema/document.js';
import type { Extractor } from '../../workers/task.js';
import { standIn } from './make.js';

/** The stand-in as an extractor module. The "dictionary folder" is its version, and texts may ask for trouble. */
export async function createExtractor(folders: readonly string[]): Promise<Extractor> {
  const version = folders[0]?.split('/').at(-1) || 'v1';
  return {
    version,
    symmetric: ['allies'],
    extract(document: Document & { id: string }) {
      const text = document.text ?? '';
      const [, trouble] = /^TROUBLE (\w+)/.exec(text) ?? [];
      if (trouble) cause(trouble);
      return standIn(document, version);
    },
  };
}

function cause(trouble: string): void {
  switch (trouble) {
    case 'throw':
      throw new Error('bad\nmood');
    case 'loop':
      for (;;);
    case 'regex':
      /^(a+)+$/.test(`${'a'.repeat(60)}!`);
      return;
    case 'exit':
      process.exit(3);
      return;
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      for (;;);
    case 'heap': {
      const hoard: unknown[] = [];
      for (;;) hoard.push(new Array(1_000).fill(hoard.length));
    }
    case 'buffer': {
      const hoard: Buffer[] = [];
      for (let i = 0; i < 400; i++) hoard.push(Buffer.alloc(16 * 2 ** 20, 1));
      for (;;) if (hoard.length === 0) return;
    }
    case 'wait':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      return;
  }
}
