import { expect, it } from 'vitest'
import { createPusherServer, devTokens, embedded } from 'react-pusher-kit/server'
import { postgresStore } from 'react-pusher-kit/stores'
import { readAll } from '../stores/stored-lines.ts'
import { newDatabase } from './databases.ts'

it('stays open for triggers while 300 readers look for what is nowhere in 500 000 rows', async () => {
  const { url, query, drop } = await newDatabase()
  const store = await postgresStore({ connectionString: url })
  await query(`INSERT INTO rpk_events
      SELECT 'logs', i, CASE WHEN i % 2 = 1 THEN 'odd' ELSE 'even' END,
        CASE WHEN i % 2 = 1 THEN 'odd thread' ELSE 'even thread' END, '{"text":"x"}', 0, 0
      FROM generate_series(1, 500000) AS i;
    INSERT INTO rpk_channels VALUES ('logs', 500000, 0);`)
  const server = createPusherServer({
    broadcaster: embedded(),
    authenticate: devTokens({ token: { id: '42' } }),
    authorize: { logs: { publish: () => true, history: 'anyone' } },
    rateLimit: false,
    store,
  })
  const filters = [
    'event=nope',
    'thread_id=nope',
    'event=odd&thread_id=even+thread',
    'event=nope&before=400000',
  ]
  const read = async (filter: string) =>
    server.fetch(new Request(`http://localhost/api/v1/channels/logs/events?${filter}`))
  const readers = Array.from({ length: 75 }, () => filters.map(read)).flat()
  for (let i = 1; i <= 20; i++) {
    const headers = { authorization: 'Bearer token' }
    const request = new Request('http://localhost/api/v1/logs', {
      method: 'POST',
      headers,
      body: '{"text":"x"}',
    })
    const response = await server.fetch(request)
    expect(await response.json()).toMatchObject({ first_seq: 500_000 + i })
  }
  // A slow machine may not get to all of them in 5 s.
  const statuses = new Set((await Promise.all(readers)).map(({ status }) => status))
  expect([[200], [200, 503], [503, 200]]).toContainEqual([...statuses])
  for (const filter of filters) {
    const response = await read(filter)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ events: [], first_seq: 1 })
  }
  await server.close()
  await store.close()
  await drop()
})

it('opens the tables of the first version, and keeps what they hold', async () => {
  const { url, query, drop } = await newDatabase()
  await query(`
    CREATE TABLE rpk_store (epoch text NOT NULL);
    CREATE TABLE rpk_channels (name text PRIMARY KEY, last_seq bigint NOT NULL);
    CREATE TABLE rpk_events (
      channel text NOT NULL, seq bigint NOT NULL, event text NOT NULL, thread_id text,
      data text NOT NULL, timestamp bigint NOT NULL, stored_at bigint NOT NULL,
      PRIMARY KEY (channel, seq)
    );
    CREATE INDEX rpk_events_thread ON rpk_events (channel, thread_id, seq);
    CREATE INDEX rpk_events_stored_at ON rpk_events (stored_at);
    CREATE TABLE rpk_appends (
      channel text NOT NULL, key text NOT NULL, first_seq bigint NOT NULL, last_seq bigint NOT NULL,
      stored_at bigint NOT NULL,
      PRIMARY KEY (channel, key)
    );
    CREATE TABLE rpk_migrations (step integer PRIMARY KEY);
    INSERT INTO rpk_migrations VALUES (1);
    INSERT INTO rpk_store VALUES ('old epoch');
    INSERT INTO rpk_channels VALUES ('logs', 2);
    INSERT INTO rpk_events VALUES ('logs', 1, 'log', 'a', '{"text":"1"}', 5, 0),
      ('logs', 2, 'note', 'b', '{"text":"2"}', 6, ${Date.now()});
    INSERT INTO rpk_appends VALUES ('logs', 'key', 1, 2, ${Date.now()});`)
  const store = await postgresStore({ connectionString: url })
  expect(await readAll(store, 'logs')).toMatchObject({ texts: ['1', '2'], page: { epoch: 'old epoch' } })
  expect((await readAll(store, 'logs', { events: ['note'] })).seqs).toEqual([2])
  const event = { event: 'log', data: {}, timestamp: 0 }
  const repeated = { channel: 'logs', events: [event], idempotencyKey: 'key', fingerprint: 'new' }
  expect(await store.append(repeated)).toMatchObject({ repeated: true, firstSeq: 1, lastSeq: 2 })
  expect(await store.append({ channel: 'logs', events: [event] })).toMatchObject({ firstSeq: 3 })
  expect(await store.prune({ maxAge: 60_000 })).toBe(1)
  expect((await readAll(store, 'logs')).seqs).toEqual([2, 3])
  await store.close()
  await drop()
})

it('refuses tables of a newer version', async () => {
  const { url, query, drop } = await newDatabase()
  await query(`CREATE TABLE rpk_migrations (step integer PRIMARY KEY);
    INSERT INTO rpk_migrations SELECT i FROM generate_series(1, 99) AS i`)
  await expect(postgresStore({ connectionString: url })).rejects.toThrow(/version \d+ or older but got 99/)
  await drop()
})
