/** A PostgreSQL, wherever it runs. */
export interface Sql {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** Runs several statements without values. */
  script(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens `postgres://…` with pg, `pglite:FOLDER` with PGlite (installed by the user). A single connection. */
export async function openSql(url: string): Promise<Sql> {
  return url.startsWith('pglite:') ? openPglite(url.slice('pglite:'.length)) : openPg(url);
}

async function openPg(connectionString: string): Promise<Sql> {
  const { default: pg } = await import('pg');
  let client: InstanceType<typeof pg.Client> | undefined;
  const connected = async () => {
    if (client) return client;
    const fresh = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, keepAlive: true });
    const forget = () => {
      if (client === fresh) client = undefined;
    };
    fresh.on('error', forget);
    fresh.on('end', forget);
    await fresh.connect();
    client = fresh;
    return fresh;
  };
  return {
    query: async (text, values) => (await connected()).query(text, values as never),
    script: async (text) => {
      await (await connected()).query(text);
    },
    close: async () => {
      await client?.end().catch(() => {});
    },
  };
}

async function openPglite(folder: string): Promise<Sql> {
  const name = '@electric-sql/pglite';
  const { PGlite } = (await import(name).catch(() => {
    throw new Error(`pglite: needs the package ${name}: npm install ${name}`);
  })) as { PGlite: { create(folder?: string): Promise<PgliteLike> } };
  const db = await PGlite.create(folder || undefined);
  return {
    query: (text, values) => db.query(text, values),
    script: async (text) => {
      await db.exec(text);
    },
    close: () => db.close(),
  };
}

interface PgliteLike {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  exec(text: string): Promise<unknown>;
  close(): Promise<void>;
}
