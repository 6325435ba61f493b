/** The tables of the PostgreSQL sink, in steps: a step that was published is never changed, a new one is added. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE chokepoint.events (
    source text NOT NULL,
    id text NOT NULL,
    partition int NOT NULL,
    sequence bigint NOT NULL,
    type text NOT NULL,
    document_id text NOT NULL,
    revision int,
    time timestamptz NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (source, id)
  );
  CREATE INDEX events_document ON chokepoint.events (document_id, revision);
  COMMENT ON TABLE chokepoint.events IS 'Every event, once: the history of everything.';
  CREATE TABLE chokepoint.documents (
    document_id text PRIMARY KEY,
    source text NOT NULL,
    revision int NOT NULL,
    dictionary_version text NOT NULL,
    content_hash text NOT NULL,
    language text NOT NULL,
    title text,
    url text,
    publisher text,
    published_at timestamptz,
    accepted_at timestamptz NOT NULL,
    withdrawn boolean NOT NULL
  );
  COMMENT ON TABLE chokepoint.documents IS 'The latest revision of each document.';
  CREATE TABLE chokepoint.mentions (
    document_id text NOT NULL,
    n int NOT NULL,
    start_offset int NOT NULL,
    end_offset int NOT NULL,
    text text NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    entity_id text,
    PRIMARY KEY (document_id, n)
  );
  CREATE INDEX mentions_name ON chokepoint.mentions (name);
  COMMENT ON COLUMN chokepoint.mentions.start_offset IS 'UTF-16 code units';
  CREATE TABLE chokepoint.relations (
    document_id text NOT NULL,
    fact_id text NOT NULL,
    source text NOT NULL,
    revision int NOT NULL,
    standing boolean NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    subject_id text,
    object text NOT NULL,
    object_id text,
    polarity text NOT NULL,
    modality text NOT NULL,
    according_to text,
    time text,
    confidence real,
    sentence text,
    evidence text,
    relation jsonb NOT NULL,
    asserted_at timestamptz NOT NULL,
    retracted_at timestamptz,
    retracted_because text,
    PRIMARY KEY (document_id, fact_id)
  );
  CREATE INDEX relations_type ON chokepoint.relations (type) WHERE standing;
  CREATE INDEX relations_subject ON chokepoint.relations (subject) WHERE standing;
  CREATE INDEX relations_object ON chokepoint.relations (object) WHERE standing;
  COMMENT ON TABLE chokepoint.relations IS 'Every fact that a document states (standing) or stated.';
  CREATE TABLE chokepoint.rejections (
    document_id text PRIMARY KEY,
    code text NOT NULL,
    reason text NOT NULL,
    rejected_at timestamptz NOT NULL
  );
  `,
];

/** A lock that keeps two processes from migrating at once. */
export const MIGRATION_LOCK = 7_214_663_001;
