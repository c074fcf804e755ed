import type { ClientBase } from 'pg'

/** Each step runs once per database, in order. */
const migrations = [
  `CREATE TABLE rpk_store (epoch text NOT NULL);
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
   );`,
  `CREATE INDEX rpk_events_event ON rpk_events (channel, event, seq);
   DROP INDEX rpk_events_stored_at;
   ALTER TABLE rpk_channels ADD COLUMN stored_at bigint NOT NULL DEFAULT 0;
   ALTER TABLE rpk_appends ADD COLUMN fingerprint text;
   CREATE INDEX rpk_appends_stored_at ON rpk_appends (stored_at);
   ALTER TABLE rpk_store ADD COLUMN pruned_at bigint NOT NULL DEFAULT 0;
   CREATE TABLE rpk_claims (
     key text PRIMARY KEY, fingerprint text NOT NULL, claimant text NOT NULL, claimed_at bigint NOT NULL,
     answer text
   );
   CREATE INDEX rpk_claims_claimed_at ON rpk_claims (claimed_at);`,
  // Events stored by an older version count as broadcast.
  `ALTER TABLE rpk_events ADD COLUMN socket_id text;
   ALTER TABLE rpk_channels ADD COLUMN broadcast_seq bigint NOT NULL DEFAULT 0;
   ALTER TABLE rpk_channels ADD COLUMN holder text;
   ALTER TABLE rpk_channels ADD COLUMN held_until bigint NOT NULL DEFAULT 0;
   UPDATE rpk_channels SET broadcast_seq = last_seq;
   CREATE INDEX rpk_channels_waiting ON rpk_channels (held_until) WHERE broadcast_seq < last_seq;`,
  // `bucket`: minutes or days since 1970. `unit`: their length, ms.
  `CREATE TABLE rpk_counts (
     unit integer NOT NULL, bucket integer NOT NULL, counter text NOT NULL, name text NOT NULL, label text NOT NULL,
     total bigint NOT NULL, peak bigint NOT NULL,
     PRIMARY KEY (unit, bucket, counter, name, label)
   );
   CREATE TABLE rpk_count_users (
     counter text NOT NULL, name text NOT NULL, label text NOT NULL, user_hash text NOT NULL, minute integer NOT NULL,
     PRIMARY KEY (counter, name, label, user_hash)
   );
   CREATE INDEX rpk_count_users_minute ON rpk_count_users (minute);
   CREATE TABLE rpk_count_sketches (
     day integer NOT NULL, counter text NOT NULL, name text NOT NULL, label text NOT NULL, sketch bytea NOT NULL,
     PRIMARY KEY (day, counter, name, label)
   );
   CREATE TABLE rpk_count_writers (writer text PRIMARY KEY, batch bigint NOT NULL, written_at bigint NOT NULL);
   CREATE TABLE rpk_count_marks (mark text PRIMARY KEY, writer text NOT NULL, marked_at bigint NOT NULL);`,
  `CREATE TABLE rpk_backends (
     backend text PRIMARY KEY, version bigint NOT NULL DEFAULT 0, out_of_quota_until bigint NOT NULL DEFAULT 0,
     rests_until bigint NOT NULL DEFAULT 0, rests integer NOT NULL DEFAULT 0, failure text,
     messages bigint NOT NULL DEFAULT 0, errors bigint NOT NULL DEFAULT 0
   );`,
  // Webhooks, occupied channels with their members, and tasks.
  `CREATE TABLE rpk_webhooks (
     position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE, content text NOT NULL,
     attempts integer NOT NULL DEFAULT 0, taken_by text, stored_at bigint NOT NULL, handled_at bigint
   );
   CREATE INDEX rpk_webhooks_waiting ON rpk_webhooks (position) WHERE handled_at IS NULL;
   CREATE TABLE rpk_inbox (holder text, held_until bigint NOT NULL);
   INSERT INTO rpk_inbox VALUES (NULL, 0);
   CREATE TABLE rpk_occupancy (
     channel text PRIMARY KEY, since bigint NOT NULL, occupied_at bigint NOT NULL, vacated_at bigint NOT NULL
   );
   CREATE TABLE rpk_members (
     channel text NOT NULL, user_id text NOT NULL, is_present boolean NOT NULL, changed_at bigint NOT NULL,
     PRIMARY KEY (channel, user_id)
   );
   CREATE TABLE rpk_occupancy_build (is_built boolean NOT NULL, held_until bigint NOT NULL);
   INSERT INTO rpk_occupancy_build VALUES (false, 0);
   CREATE TABLE rpk_tasks (
     id text PRIMARY KEY, user_id text NOT NULL, kind text NOT NULL, percent double precision NOT NULL, due_at bigint NOT NULL,
     is_claimed boolean NOT NULL DEFAULT false
   );
   CREATE INDEX rpk_tasks_due_at ON rpk_tasks (due_at);`,
]
/** The number of an advisory lock, so that one of two servers that start concurrently waits. */
const migrationLock = 7_213_771

/**
 * Migrates the tables.
 *
 * @throws `Error` when the tables were written by a newer version
 */
export async function migrate(client: ClientBase, newEpoch: string): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
    await client.query('CREATE TABLE IF NOT EXISTS rpk_migrations (step integer PRIMARY KEY)')
    const { rows } = await client.query<{ done: number }>(
      'SELECT count(*)::integer AS done FROM rpk_migrations',
    )
    const done = rows[0]?.done ?? 0
    if (done > migrations.length) {
      throw new Error(
        `Expected tables of version ${migrations.length} or older but got ${done}; update react-pusher-kit.`,
      )
    }
    for (const [index, step] of migrations.entries()) {
      if (index < done) continue
      await client.query(step)
      await client.query('INSERT INTO rpk_migrations VALUES ($1)', [index + 1])
    }
    if (done === 0) await client.query('INSERT INTO rpk_store (epoch) VALUES ($1)', [newEpoch])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}
