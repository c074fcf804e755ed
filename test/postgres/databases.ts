import pg from 'pg'

let databases = 0

/** A database of its own for each test. @param cluster - the address of one of its databases */
export async function newDatabase(
  cluster = process.env['DATABASE_URL'] ?? '',
): Promise<{ url: string; query: (sql: string) => Promise<void>; drop: () => Promise<void> }> {
  const name = `test_${process.pid}_${++databases}`
  await run(cluster, `CREATE DATABASE ${name}`)
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return {
    url: url.href,
    query: (sql) => run(url.href, sql),
    drop: () => run(cluster, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function run(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
