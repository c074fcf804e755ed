import type Database from 'libsql'
import {
  buildLifetime,
  departureLifetime,
  mostOccupiedChannels,
  mostOccupyingMembers,
  occupancyChanges,
  occupiedSince,
  occupiedWithin,
  ordersPerMs,
} from '../../server/internal.ts'
import type { OccupancyStore } from '../../server/index.ts'
import type { Transactions } from './transactions.ts'

interface ChannelRow {
  channel: string
  since: number
  occupiedAt: number
  vacatedAt: number
}

interface MemberRow {
  userId: string
  changedAt: number
}

const isOccupied = 'occupied_at >= vacated_at'

/** The occupied channels and their members. */
export function libsqlOccupancy(database: Database.Database, { write, read }: Transactions): OccupancyStore {
  const setChannel = database.prepare(
    `INSERT INTO occupancy (channel, since, occupied_at, vacated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (channel) DO UPDATE SET
       since = max(since, excluded.since),
       occupied_at = max(occupied_at, excluded.occupied_at),
       vacated_at = max(vacated_at, excluded.vacated_at)`,
  )
  const setMember = database.prepare(
    `INSERT INTO members (channel, user_id, is_present, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (channel, user_id) DO UPDATE SET
       is_present = excluded.is_present, changed_at = excluded.changed_at
     WHERE changed_at <= excluded.changed_at`,
  )
  const dropMembers = database.prepare(
    `DELETE FROM members WHERE channel = ?1
     AND changed_at < (SELECT vacated_at FROM occupancy WHERE channel = ?1)`,
  )
  const channels = database.prepare(
    `SELECT channel, since, occupied_at AS occupiedAt, vacated_at AS vacatedAt FROM occupancy WHERE ${isOccupied}
     ORDER BY occupied_at DESC LIMIT ${mostOccupiedChannels}`,
  )
  const members = database.prepare(
    `SELECT user_id AS userId, changed_at AS changedAt FROM members
     WHERE channel = ? AND is_present AND changed_at >= ? ORDER BY changed_at, user_id`,
  )
  const beginBuild = database.prepare(
    `UPDATE occupancy_build SET held_until = :now + ${buildLifetime}
     WHERE NOT is_built AND (held_until <= :now OR held_until > :now + ${buildLifetime})`,
  )
  const endBuild = database.prepare('UPDATE occupancy_build SET is_built = is_built OR ?, held_until = 0')

  return {
    apply: (events, timeMs) =>
      write(() => {
        for (const change of occupancyChanges(events, timeMs)) {
          const { channel, since, occupiedAt, vacatedAt: at } = change
          if (occupiedAt > 0 || at > 0) setChannel.run(channel, since, occupiedAt, at)
          for (const [userId, { isPresent, changedAt }] of change.members) {
            setMember.run(channel, userId, isPresent ? 1 : 0, changedAt)
          }
          if (at > 0) dropMembers.run(channel)
        }
      }),
    channels: () =>
      read(() =>
        occupiedWithin(
          (channels.all() as ChannelRow[]).map((row) => {
            const present = members.all(row.channel, row.vacatedAt) as MemberRow[]
            const occupied_since = occupiedSince(row, present[0]?.changedAt ?? 0)
            return { channel: row.channel, occupied_since, members: present.map(({ userId }) => userId) }
          }),
        ),
      ),
    beginBuild: () => write(() => beginBuild.run({ now: Date.now() }).changes === 1),
    endBuild: (isBuilt) => write(() => void endBuild.run(isBuilt ? 1 : 0)),
  }
}

const departed = `(:now - ${departureLifetime}) * ${ordersPerMs}`

/** Statements that delete expired and excess rows, up to a number of rows, by a time of the clock. */
export const dropOccupancy = (slice: number): string[] => [
  `DELETE FROM occupancy WHERE channel IN (
   SELECT channel FROM occupancy WHERE NOT ${isOccupied} AND vacated_at < ${departed} LIMIT ${slice})`,
  `DELETE FROM occupancy WHERE channel IN (SELECT channel FROM occupancy WHERE ${isOccupied}
   ORDER BY occupied_at DESC LIMIT ${slice} OFFSET ${mostOccupiedChannels})`,
  `DELETE FROM members WHERE (channel, user_id) IN (
   SELECT member.channel, user_id FROM members AS member LEFT JOIN occupancy AS known USING (channel)
   WHERE changed_at < ${departed} AND (NOT is_present OR known.channel IS NULL OR changed_at < vacated_at)
   LIMIT ${slice})`,
  `DELETE FROM members WHERE (channel, user_id) IN (SELECT channel, user_id FROM members
   ORDER BY changed_at DESC LIMIT ${slice} OFFSET ${mostOccupyingMembers})`,
]
