/** A place in time to read from that cannot be understood; the message is one line for people. */
export class PositionError extends Error {
  override name = 'PositionError';
}

/**
 * A stream id to read from, itself included: `start`, a stream id (`1795498506734-0`), milliseconds since 1970, or a
 * date or time in ISO 8601.
 * @throws PositionError
 */
export function parsePosition(since: string): string {
  if (since === 'start' || since === '0' || since === '-') return '0-0';
  if (/^\d{10,}(-\d+)?$/.test(since)) return since.includes('-') ? since : `${since}-0`;
  const time = Date.parse(since);
  if (Number.isNaN(time)) throw new PositionError(`${since}: neither a time (ISO 8601) nor a stream id (ms-n)`);
  return `${Math.max(0, time)}-0`;
}

/** Compares stream ids: negative when `a` comes first. */
export function compareIds(a: string, b: string): number {
  const [aMs = '0', aSeq = '0'] = a.split('-');
  const [bMs = '0', bSeq = '0'] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(aSeq) - Number(bSeq);
}

/** The id just before: reading after it reads `id` itself. */
export function idBefore(id: string): string {
  const [ms = '0', seq = '0'] = id.split('-');
  if (Number(seq) > 0) return `${ms}-${Number(seq) - 1}`;
  return Number(ms) > 0 ? `${Number(ms) - 1}-18446744073709551615` : '0-0';
}

/** The id just after. */
export function idAfter(id: string): string {
  const [ms = '0', seq = '0'] = id.split('-');
  return `${ms}-${BigInt(seq) + 1n}`;
}
