/** Connections to Redis, the embedded server and the names of keys. */
export { checkRedis, parseInfo } from './check.js';
export { type ConnectionKind, connect, type RedisClient } from './connect.js';
export { type EmbeddedServer, openEmbedded } from './embedded.js';
export { isInfrastructureError, RedisSetupError } from './errors.js';
export { Keys, type Place } from './keys.js';
export { type OpenOptions, openRedis, type RedisHandle } from './open.js';
export { Script } from './script.js';
