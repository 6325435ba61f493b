import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createExtractor } from '../../workers/extractor.js';
import { findPackage } from '../../workers/package.js';

/** Extraction alone: a thread with its texts at hand. */
const extractor = await createExtractor([join(findPackage().root, 'dictionaries')]);
const { texts, warm } = workerData as { texts: string[]; warm: number };
for (const text of texts.slice(0, warm)) extractor.extract({ id: 'warm', text });
parentPort?.once('message', () => {
  let found = 0;
  for (const text of texts) found += extractor.extract({ id: 'x', text }).relations.length;
  parentPort?.postMessage(found);
});
parentPort?.postMessage('ready');
