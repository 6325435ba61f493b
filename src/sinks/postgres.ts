import { EVENT_TYPES } from '../schema/event.js';
import { MIGRATION_LOCK, MIGRATIONS } from './migrations.js';
import { type Sink, SinkDataError, type SinkEntry } from './sink.js';
import { openSql, type Sql } from './sql.js';

/**
 * Keeps documents, mentions and relations in PostgreSQL, with their history. One transaction a batch: an event that is
 * there already is left out by its (`source`, `id`), one that is older than what stands is recorded and changes nothing.
 */
export class PostgresSink implements Sink {
  readonly name: string;
  private sql: Sql | undefined;

  /** @param url `postgres://…`, or `pglite:FOLDER` for an embedded one. */
  constructor(private readonly url: string) {
    this.name = url.startsWith('pglite:') ? 'pglite' : 'postgres';
  }

  async open(): Promise<void> {
    this.sql ??= await openSql(this.url);
    await migrate(this.sql);
  }

  async write(entries: readonly SinkEntry[]): Promise<void> {
    const sql = this.sql;
    if (!sql) throw new Error('open the sink first');
    try {
      await sql.query('BEGIN');
      const { rows } = await sql.query(INSERT_EVENTS, [JSON.stringify(entries.map(eventRow))]);
      const fresh = new Set(rows.map(({ source, id }) => `${id} ${source}`));
      const news = entries.filter(({ event }) => fresh.delete(`${event.id} ${event.source}`));
      if (news.length > 0) await apply(sql, news);
      await sql.query('COMMIT');
    } catch (error) {
      await sql.query('ROLLBACK').catch(() => {});
      throw isDataError(error) ? new SinkDataError((error as Error).message) : error;
    }
  }

  async close(): Promise<void> {
    await this.sql?.close();
    this.sql = undefined;
  }
}

async function migrate(sql: Sql): Promise<void> {
  await sql.query('BEGIN');
  try {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await sql.script(
      'CREATE SCHEMA IF NOT EXISTS chokepoint; CREATE TABLE IF NOT EXISTS chokepoint.migrations (step int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await sql.query('SELECT coalesce(max(step), 0)::int AS step FROM chokepoint.migrations');
    const done = Number(rows[0]?.step ?? 0);
    for (let step = done; step < MIGRATIONS.length; step++) {
      await sql.script(MIGRATIONS[step] ?? '');
      await sql.query('INSERT INTO chokepoint.migrations (step) VALUES ($1)', [step + 1]);
    }
    await sql.query('COMMIT');
  } catch (error) {
    await sql.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Errors of class 22 and 23 and text that PostgreSQL cannot hold are the event's fault. */
function isDataError(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return /^(22|23)/.test(code) || code === '54000';
}

function eventRow({ event, partition, sequence }: SinkEntry) {
  const { source, id, type, subject, time, data } = event;
  const revision = 'revision' in data ? data.revision : null;
  return { source, id, partition, sequence, type, document_id: subject, revision, time, data };
}

const INSERT_EVENTS = `
INSERT INTO chokepoint.events (source, id, partition, sequence, type, document_id, revision, time, data)
SELECT source, id, partition, sequence, type, document_id, revision, time, data FROM jsonb_to_recordset($1::jsonb)
  AS e (source text, id text, partition int, sequence bigint, type text, document_id text, revision int, time timestamptz, data jsonb)
ON CONFLICT (source, id) DO NOTHING RETURNING source, id`;

/** Newer: a higher revision of the same ledger, or any revision of another. */
const NEWER = '(t.source <> excluded.source OR t.revision < excluded.revision)';

const UPSERT_RELATIONS = `
INSERT INTO chokepoint.relations AS t (document_id, fact_id, source, revision, standing, type, subject, subject_id, object,
  object_id, polarity, modality, according_to, time, confidence, sentence, evidence, relation, asserted_at)
SELECT document_id, fact_id, source, revision, true, relation->>'type', relation->'subject'->>'name', relation->'subject'->>'id',
  relation->'object'->>'name', relation->'object'->>'id', relation->>'polarity', relation->>'modality',
  relation->'attribution'->>'who', relation->'time'->>'value', (relation->>'confidence')::real, sentence,
  relation->'evidence'->>'text', relation, at
FROM jsonb_to_recordset($1::jsonb) AS r (document_id text, fact_id text, source text, revision int, sentence text, relation jsonb, at timestamptz)
ON CONFLICT (document_id, fact_id) DO UPDATE SET source = excluded.source, revision = excluded.revision, standing = true,
  type = excluded.type, subject = excluded.subject, subject_id = excluded.subject_id, object = excluded.object,
  object_id = excluded.object_id, polarity = excluded.polarity, modality = excluded.modality,
  according_to = excluded.according_to, time = excluded.time, confidence = excluded.confidence,
  sentence = excluded.sentence, evidence = excluded.evidence, relation = excluded.relation,
  asserted_at = excluded.asserted_at, retracted_at = NULL, retracted_because = NULL
WHERE ${NEWER}`;

const RETRACT = `
UPDATE chokepoint.relations AS t SET standing = false, source = r.source, revision = r.revision, retracted_at = r.at,
  retracted_because = r.reason
FROM jsonb_to_recordset($1::jsonb) AS r (document_id text, fact_id text, source text, revision int, reason text, at timestamptz)
WHERE t.document_id = r.document_id AND t.fact_id = r.fact_id AND (t.source <> r.source OR t.revision < r.revision)`;

const UPSERT_DOCUMENTS = `
INSERT INTO chokepoint.documents AS t (document_id, source, revision, dictionary_version, content_hash, language, title, url,
  publisher, published_at, accepted_at, withdrawn)
SELECT document_id, source, revision, data->>'dictionaryVersion', data->>'contentHash', data->>'language',
  data->'document'->>'title', data->'document'->>'url', data->'document'->>'source',
  published_at, at, coalesce((data->>'withdrawn')::boolean, false)
FROM jsonb_to_recordset($1::jsonb) AS d (document_id text, source text, revision int, data jsonb, published_at timestamptz, at timestamptz)
ON CONFLICT (document_id) DO UPDATE SET source = excluded.source, revision = excluded.revision,
  dictionary_version = excluded.dictionary_version, content_hash = excluded.content_hash, language = excluded.language,
  title = excluded.title, url = excluded.url, publisher = excluded.publisher, published_at = excluded.published_at,
  accepted_at = excluded.accepted_at, withdrawn = excluded.withdrawn
WHERE ${NEWER} RETURNING document_id, source`;

const INSERT_MENTIONS = `
INSERT INTO chokepoint.mentions (document_id, n, start_offset, end_offset, text, type, name, entity_id)
SELECT d.document_id, m.n - 1, (m.mention->>'start')::int, (m.mention->>'end')::int, m.mention->>'text', m.mention->>'type',
  m.mention->>'name', m.mention->>'id'
FROM jsonb_to_recordset($1::jsonb) AS d (document_id text, mentions jsonb),
  jsonb_array_elements(d.mentions) WITH ORDINALITY AS m (mention, n)`;

/** A new ledger asserts all that stands before its first document event: what it did not assert no longer stands. */
const RETRACT_OLD_EPOCH = `
UPDATE chokepoint.relations AS t SET standing = false, retracted_at = r.at, retracted_because = 'corrected', source = r.source,
  revision = r.revision
FROM jsonb_to_recordset($1::jsonb) AS r (document_id text, source text, revision int, at timestamptz)
WHERE t.document_id = r.document_id AND t.source <> r.source AND t.standing`;

/** Brings the tables up to date, statement by statement over the whole batch; of each row's changes the last counts. */
async function apply(sql: Sql, entries: readonly SinkEntry[]): Promise<void> {
  const asserted = new Map<string, object>();
  const retracted = new Map<string, object>();
  const documents = new Map<string, { document_id: string; mentions: object[] } & Record<string, unknown>>();
  const rejected = new Map<string, object>();
  for (const { event } of entries) {
    const { source, subject, time: at } = event;
    const base = { document_id: subject, source, at };
    if (event.type === EVENT_TYPES.asserted) {
      const { factId, revision, relation, sentence } = event.data;
      retracted.delete(`${subject} ${factId}`);
      asserted.set(`${subject} ${factId}`, { ...base, fact_id: factId, revision, relation, sentence });
    } else if (event.type === EVENT_TYPES.retracted) {
      const { factId, revision, reason } = event.data;
      retracted.set(`${subject} ${factId}`, { ...base, fact_id: factId, revision, reason });
    } else if (event.type === EVENT_TYPES.extracted) {
      const { revision, mentions, ...data } = event.data;
      const published = Date.parse(data.document.publishedAt ?? '');
      const published_at = Number.isNaN(published) ? null : new Date(published).toISOString();
      documents.set(subject, { ...base, revision, data, published_at, mentions });
      rejected.delete(subject);
    } else {
      rejected.set(subject, { ...base, code: event.data.code, reason: event.data.reason });
    }
  }
  const json = (rows: Iterable<object>) => [JSON.stringify([...rows])];
  if (asserted.size > 0) await sql.query(UPSERT_RELATIONS, json(asserted.values()));
  if (retracted.size > 0) await sql.query(RETRACT, json(retracted.values()));
  if (documents.size > 0) {
    const { rows } = await sql.query(UPSERT_DOCUMENTS, json(documents.values()));
    const newer = rows.flatMap(({ document_id }) => documents.get(String(document_id)) ?? []);
    if (newer.length > 0) {
      const ids = newer.map(({ document_id }) => document_id);
      await sql.query('DELETE FROM chokepoint.mentions WHERE document_id = ANY ($1)', [ids]);
      await sql.query(INSERT_MENTIONS, json(newer.map(({ document_id, mentions }) => ({ document_id, mentions }))));
      await sql.query('DELETE FROM chokepoint.rejections WHERE document_id = ANY ($1)', [ids]);
      await sql.query(RETRACT_OLD_EPOCH, json(newer));
    }
  }
  if (rejected.size > 0) {
    await sql.query(
      `INSERT INTO chokepoint.rejections SELECT document_id, code, reason, at FROM jsonb_to_recordset($1::jsonb)
         AS r (document_id text, code text, reason text, at timestamptz)
       ON CONFLICT (document_id) DO UPDATE SET code = excluded.code, reason = excluded.reason, rejected_at = excluded.rejected_at`,
      json(rejected.values()),
    );
  }
}
