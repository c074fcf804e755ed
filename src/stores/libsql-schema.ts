import type Database from 'libsql'

/** Each step runs once per file, in order; a file remembers in `user_version` how far it is. */
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
]

/** Brings a file's tables up to date, safely beside another process that does the same. */
export function migrate(database: Database.Database, newEpoch: string): void {
  const run = database.transaction(() => {
    const [row] = database.pragma('user_version') as { user_version: number }[]
    const done = row?.user_version ?? 0
    for (const step of migrations.slice(done)) database.exec(step)
    if (done === 0) database.prepare('INSERT INTO store (epoch) VALUES (?)').run(newEpoch)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
  run.immediate()
}
