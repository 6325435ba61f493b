import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of a process. Names begin with `chokepoint_`, units are base units, no label holds a document id. */
export function createMetrics(build: { version: string; dictionary?: string }) {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry, prefix: 'chokepoint_' });
  const counter = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Counter({ name: `chokepoint_${name}`, help, labelNames, registers });
  const gauge = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Gauge({ name: `chokepoint_${name}`, help, labelNames, registers });
  const info = gauge('build_info', 'Version of the program and of its dictionary.', ['version', 'dictionary']);
  const named = ({ version, dictionary = '' }: typeof build) => {
    info.reset();
    info.set({ version, dictionary }, 1);
  };
  named(build);
  return {
    registry,
    /** Says which program and dictionary are in use. */
    named,
    documents: counter('documents_total', 'Documents that left the worker, by outcome.', ['outcome']),
    duration: new Histogram({
      name: 'chokepoint_document_duration_seconds',
      help: 'From the acceptance of a document to its commit.',
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800, 7_200],
      registers,
    }),
    commits: counter('commit_total', 'Commits by result.', ['result']),
    events: counter('events_total', 'Events appended or delivered, by type.', ['type']),
    stalled: counter('stalled_total', 'Jobs whose worker went silent.'),
    lanes: counter('extraction_kills_total', 'Extraction threads that were killed or died, by reason.', ['reason']),
    gaps: counter('sequence_gaps_total', 'Gaps in the sequence that a sink has seen.', ['sink']),
    breaker: gauge('breaker_open', '1 while the worker waits for Redis.'),
    jobs: gauge('queue_jobs', 'Jobs by state.', ['state']),
    oldest: gauge('queue_oldest_job_age_seconds', 'Age of the oldest waiting job.'),
    dead: gauge('dlq_entries', 'Dead letters.'),
    length: gauge('stream_length', 'Entries in the stream.'),
    lag: gauge('group_lag', 'Events that a group has not acknowledged.', ['group']),
    pending: gauge('group_oldest_pending_age_seconds', 'Age of the oldest unacknowledged event of a group.', ['group']),
    memory: gauge('redis_memory_ratio', 'Share of the maxmemory of Redis in use; 0 without a limit.'),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
