import { readBodies } from '../queue/bodies.js';
import type { RedisHandle } from '../redis/open.js';
import { listSamples, readSample } from './samples.js';

/** The corpus to look at: the documents that were pushed last and are still kept, or, without any, the samples. */
export async function keptDocuments(redis: RedisHandle, root: string, most: number): Promise<unknown[]> {
  const { client, keys } = redis;
  const partitions = Array.from({ length: keys.partitions }, (_, partition) => partition);
  const each = Math.max(1, Math.ceil(most / keys.partitions));
  const places = await Promise.all(
    partitions.map(async (partition) => {
      const documents = await client.zrevrange(keys.index(partition), 0, each - 1);
      return documents.map((key) => ({ key, partition }));
    }),
  );
  const bodies = await readBodies(client, keys, places.flat());
  const kept = bodies.flatMap((body) => (body && !body.withdrawn ? [JSON.parse(body.json) as unknown] : []));
  if (kept.length > 0) return kept;
  const samples = await Promise.all((await listSamples(root)).map((name) => readSample(root, name)));
  return samples.map((sample, index) => ({ id: `sample-${index}`, ...(sample as object) }));
}
