import { createHash } from 'node:crypto';

/** A short hash of a plain value that does not depend on the order of the keys of its objects. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`;
}

/** Characters that are hashed at once. */
const PART = 1 << 16;

/** The hash of values by key, whatever their order. Each value's own keys must stand in a fixed order, as its schema gives them. */
export function mapHash(keys: Iterable<string>, read: (key: string) => unknown): string {
  const hash = createHash('sha256');
  let part = '';
  for (const key of [...keys].sort()) {
    part += `${key}${JSON.stringify(read(key))}\n`;
    if (part.length < PART) continue;
    hash.update(part);
    part = '';
  }
  return hash.update(part).digest('hex');
}
