/** Redis cannot be used as it is set up, or is full: a message for people, one line. */
export class RedisSetupError extends Error {
  override name = 'RedisSetupError';
}

const REPLIES =
  /\b(OOM|MISCONF|READONLY|LOADING|CLUSTERDOWN|MASTERDOWN|NOREPLICAS|TRYAGAIN|BUSY|NOSCRIPT|UNKILLABLE|NOAUTH|WRONGPASS|MOVED|ASK|CROSSSLOT|NOPERM)\b/;
const NETWORK =
  /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|Connection is closed|Command timed out|Stream isn't writeable|max retries|None of startup nodes|ClusterAllFailed|Failed to refresh slots|write after end|socket (hang up|closed)/i;

/** True when an error is the infrastructure's fault and no document's: wait and try again, spend no attempt. */
export function isInfrastructureError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'MaxRetriesPerRequestError' || error.name === 'AbortError') return true;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REPLIES.test(error.message) || NETWORK.test(error.message) || NETWORK.test(code);
}
