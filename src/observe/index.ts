/** Logs, metrics and traces. */
export { createLog, type Log } from './log.js';
export { createMetrics, type Metrics } from './metrics.js';
export { loadTelemetry } from './telemetry.js';
