import type Database from 'libsql'

/** Each step runs once per file, in order. The file's `user_version` is the number of completed steps. */
const migrations = [
  `CREATE TABLE channels (name TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE events (
     channel TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, thread_id TEXT,
     data TEXT NOT NULL, timestamp INTEGER NOT NULL, stored_at INTEGER NOT NULL,
     PRIMARY KEY (channel, seq)
   ) WITHOUT ROWID;
   CREATE INDEX events_thread ON events (channel, thread_id, seq);
   CREATE TABLE appends (
     channel TEXT NOT NULL, key TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
     stored_at INTEGER NOT NULL,
     PRIMARY KEY (channel, key)
   ) WITHOUT ROWID;
   CREATE TABLE store (epoch TEXT NOT NULL);`,
  `CREATE INDEX events_event ON events (channel, event, seq);
   ALTER TABLE channels ADD COLUMN stored_at INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE appends ADD COLUMN fingerprint TEXT;
   CREATE INDEX appends_stored_at ON appends (stored_at);
   ALTER TABLE store ADD COLUMN pruned_at INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE claims (
     key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, claimant TEXT NOT NULL, claimed_at INTEGER NOT NULL,
     answer TEXT
   ) WITHOUT ROWID;
   CREATE INDEX claims_claimed_at ON claims (claimed_at);`,
  // Events stored by an older version count as broadcast.
  `ALTER TABLE events ADD COLUMN socket_id TEXT;
   ALTER TABLE channels ADD COLUMN broadcast_seq INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE channels ADD COLUMN holder TEXT;
   ALTER TABLE channels ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;
   UPDATE channels SET broadcast_seq = last_seq;
   CREATE INDEX channels_waiting ON channels (held_until) WHERE broadcast_seq < last_seq;`,
  // `bucket`: minutes or days since 1970. `unit`: their length, ms.
  `CREATE TABLE counts (
     unit INTEGER NOT NULL, bucket INTEGER NOT NULL, counter TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL,
     total INTEGER NOT NULL, peak INTEGER NOT NULL,
     PRIMARY KEY (unit, bucket, counter, name, label)
   ) WITHOUT ROWID;
   CREATE TABLE count_users (
     counter TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, user TEXT NOT NULL, minute INTEGER NOT NULL,
     PRIMARY KEY (counter, name, label, user)
   ) WITHOUT ROWID;
   CREATE INDEX count_users_minute ON count_users (minute);
   CREATE TABLE count_sketches (
     day INTEGER NOT NULL, counter TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, sketch BLOB NOT NULL,
     PRIMARY KEY (day, counter, name, label)
   ) WITHOUT ROWID;
   CREATE TABLE count_writers (writer TEXT PRIMARY KEY, batch INTEGER NOT NULL, written_at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE count_marks (mark TEXT PRIMARY KEY, writer TEXT NOT NULL, marked_at INTEGER NOT NULL) WITHOUT ROWID;`,
  `CREATE TABLE backends (
     backend TEXT PRIMARY KEY, version INTEGER NOT NULL DEFAULT 0, out_of_quota_until INTEGER NOT NULL DEFAULT 0,
     rests_until INTEGER NOT NULL DEFAULT 0, rests INTEGER NOT NULL DEFAULT 0, failure TEXT,
     messages INTEGER NOT NULL DEFAULT 0, errors INTEGER NOT NULL DEFAULT 0
   ) WITHOUT ROWID;`,
  // Webhooks, occupied channels with their members, and tasks.
  `CREATE TABLE webhooks (
     position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0, taken_by TEXT, stored_at INTEGER NOT NULL, handled_at INTEGER
   );
   CREATE INDEX webhooks_waiting ON webhooks (position) WHERE handled_at IS NULL;
   CREATE TABLE inbox (holder TEXT, held_until INTEGER NOT NULL);
   INSERT INTO inbox VALUES (NULL, 0);
   CREATE TABLE occupancy (
     channel TEXT PRIMARY KEY, since INTEGER NOT NULL, occupied_at INTEGER NOT NULL, vacated_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE members (
     channel TEXT NOT NULL, user_id TEXT NOT NULL, is_present INTEGER NOT NULL, changed_at INTEGER NOT NULL,
     PRIMARY KEY (channel, user_id)
   ) WITHOUT ROWID;
   CREATE TABLE occupancy_build (is_built INTEGER NOT NULL, held_until INTEGER NOT NULL);
   INSERT INTO occupancy_build VALUES (0, 0);
   CREATE TABLE tasks (
     id TEXT PRIMARY KEY, user_id TEXT NOT NULL, kind TEXT NOT NULL, percent REAL NOT NULL, due_at INTEGER NOT NULL,
     is_claimed INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX tasks_due_at ON tasks (due_at);`,
]

/**
 * Migrates the tables of a file. Several processes may do so concurrently.
 *
 * @throws `Error` when the file was written by a newer version
 */
export function migrate(database: Database.Database, newEpoch: string): void {
  const run = database.transaction(() => {
    const [row] = database.pragma('user_version') as { user_version: number }[]
    const done = row?.user_version ?? 0
    if (done > migrations.length) {
      throw new Error(
        `Expected a store of version ${migrations.length} or older but got ${done}; update react-pusher-kit.`,
      )
    }
    for (const step of migrations.slice(done)) database.exec(step)
    if (done === 0) database.prepare('INSERT INTO store (epoch) VALUES (?)').run(newEpoch)
    if (done < migrations.length) database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
  run.immediate()
}
