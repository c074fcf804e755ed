"""Numbered events in SQLite. One transaction numbers and stores the events and their idempotency key."""

import json
import sqlite3
import threading
import time
import uuid

TABLES = """
CREATE TABLE IF NOT EXISTS meta (epoch TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS channels (name TEXT PRIMARY KEY, last_seq INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS events (
    channel TEXT, seq INTEGER, event TEXT, data TEXT, thread_id TEXT, at REAL, PRIMARY KEY (channel, seq));
CREATE TABLE IF NOT EXISTS keys (
    user_id TEXT, key TEXT, fingerprint TEXT, answer TEXT, at REAL, PRIMARY KEY (user_id, key));
"""
DAY = 24 * 60 * 60


class KeyConflict(Exception):
    """The key belongs to a different request."""


class Store:
    def __init__(self, file: str):
        self._lock = threading.Lock()
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.executescript(TABLES)
        # A new file starts at 1 with a new epoch. Write a new epoch after you restore a backup.
        self._db.execute("INSERT INTO meta SELECT ? WHERE NOT EXISTS (SELECT 1 FROM meta)", (str(uuid.uuid4()),))
        self.epoch: str = self._db.execute("SELECT epoch FROM meta").fetchone()[0]

    # #region append
    def append(self, events, key=None):
        """Numbers and stores (channel, event, data) in order, either all or none.

        key is (user, idempotency key, hash of the request). Returns the numbers, and whether they are those of a
        request before. Raises KeyConflict.
        """
        with self._lock:
            # Other processes wait here too, so that no number is used twice or skipped.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                numbers, repeated = self._known(key), True
                if numbers is None:
                    numbers, repeated = [self._insert(*event) for event in events], False
                    if key:
                        self._db.execute("INSERT INTO keys VALUES (?, ?, ?, ?, ?)", (*key, json.dumps(numbers), time.time()))
                self._db.execute("COMMIT")
                return numbers, repeated
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _known(self, key):
        if not key:
            return None
        self._db.execute("DELETE FROM keys WHERE at < ?", (time.time() - DAY,))
        user, name, fingerprint = key
        row = self._db.execute(
            "SELECT fingerprint, answer FROM keys WHERE user_id = ? AND key = ?", (user, name)
        ).fetchone()
        if row and row[0] != fingerprint:
            raise KeyConflict()
        return json.loads(row[1]) if row else None

    def _insert(self, channel, event, data):
        self._db.execute("INSERT OR IGNORE INTO channels VALUES (?, 0)", (channel,))
        self._db.execute("UPDATE channels SET last_seq = last_seq + 1 WHERE name = ?", (channel,))
        (seq,) = self._db.execute("SELECT last_seq FROM channels WHERE name = ?", (channel,)).fetchone()
        thread = data.get("thread_id")
        thread = thread if isinstance(thread, str) and thread.isprintable() else None
        row = (channel, seq, event, json.dumps(data), thread, time.time())
        self._db.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", row)
        return seq

    # #endregion

    # #region page
    def page(self, channel, after, before, limit, events=(), threads=()):
        """One page: the oldest events above after, or without after the newest below before."""
        down = after is None and before is not None
        where, values = "channel = ? AND seq > ? AND seq < ?", [channel, after or 0, before or 2**53]
        for column, names in (("event", events), ("thread_id", threads)):
            if names:
                where += f" AND {column} IN ({', '.join('?' * len(names))})"
                values += names
        query = f"SELECT seq, event, data, at FROM events WHERE {where} ORDER BY seq {'DESC' if down else 'ASC'} LIMIT ?"
        with self._lock:
            # One transaction, so that the rows match the numbers of the channel.
            self._db.execute("BEGIN")
            rows = self._db.execute(query, (*values, limit + 1)).fetchall()
            last = self._db.execute("SELECT last_seq FROM channels WHERE name = ?", (channel,)).fetchone()
            first = self._db.execute("SELECT min(seq) FROM events WHERE channel = ?", (channel,)).fetchone()
            self._db.execute("COMMIT")
        last_seq = last[0] if last else 0
        first_seq = first[0] or last_seq + 1
        has_more = len(rows) > limit
        rows = rows[:limit]
        if has_more:
            cursor = rows[-1][0]
        elif down:
            cursor = min(first_seq, before)
        else:
            cursor = max(after or 0, last_seq if before is None else min(last_seq, before - 1))
        return {
            "events": [
                {"seq": seq, "event": event, "data": json.loads(data), "timestamp": iso(at)}
                for seq, event, data, at in (reversed(rows) if down else rows)
            ],
            "epoch": self.epoch,
            "first_seq": first_seq,
            "last_seq": last_seq,
            "next_cursor": cursor,
            "has_more": has_more,
        }

    # #endregion


def iso(at: float) -> str:
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(at))}.{int(at * 1000) % 1000:03d}Z"
