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
import type { Connections } from './connections.ts'
import { databaseNow } from './cursors.ts'

interface ChannelRow {
  channel: string
  since: string
  occupiedAt: string
  vacatedAt: string
  members: string[] | null
  firstMember: string | null
}

const setChannels = `INSERT INTO rpk_occupancy AS known (channel, since, occupied_at, vacated_at)
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
  ON CONFLICT (channel) DO UPDATE SET
    since = greatest(known.since, excluded.since),
    occupied_at = greatest(known.occupied_at, excluded.occupied_at),
    vacated_at = greatest(known.vacated_at, excluded.vacated_at)`
const setMembers = `INSERT INTO rpk_members AS known (channel, user_id, is_present, changed_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::bigint[])
  ON CONFLICT (channel, user_id) DO UPDATE SET is_present = excluded.is_present, changed_at = excluded.changed_at
  WHERE known.changed_at <= excluded.changed_at`
const dropMembers = `DELETE FROM rpk_members AS member USING rpk_occupancy AS known
  WHERE known.channel = ANY($1::text[]) AND member.channel = known.channel AND changed_at < vacated_at`
const isOccupied = 'occupied_at >= vacated_at'
const select = `SELECT channel, since, occupied_at AS "occupiedAt", vacated_at AS "vacatedAt", members, "firstMember"
  FROM rpk_occupancy AS known CROSS JOIN LATERAL (
    SELECT array_agg(user_id ORDER BY changed_at, user_id) AS members, min(changed_at) AS "firstMember"
    FROM rpk_members AS member
    WHERE member.channel = known.channel AND is_present AND changed_at >= vacated_at) AS present
  WHERE ${isOccupied}
  ORDER BY occupied_at DESC LIMIT ${mostOccupiedChannels}`
const beginBuild = `UPDATE rpk_occupancy_build SET held_until = ${databaseNow} + ${buildLifetime}
  WHERE NOT is_built AND (held_until <= ${databaseNow} OR held_until > ${databaseNow} + ${buildLifetime})`
const endBuild = 'UPDATE rpk_occupancy_build SET is_built = is_built OR $1, held_until = 0'

/** The occupied channels and their members. */
export function postgresOccupancy({ write, read }: Connections): OccupancyStore {
  return {
    async apply(events, timeMs) {
      // Sorted by name, so that two servers that lock the same rows do not deadlock.
      const changes = occupancyChanges(events, timeMs).toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
      const channels = changes.filter(({ occupiedAt, vacatedAt: at }) => occupiedAt > 0 || at > 0)
      const vacated = channels.filter(({ vacatedAt: at }) => at > 0)
      const members = changes.flatMap(({ channel, members: all }) =>
        [...all]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([userId, member]) => ({ channel, userId, ...member })),
      )
      // Each statement may be repeated, because the newest time is kept.
      await write(async (client) => {
        if (channels.length > 0) {
          await client.query(setChannels, [
            channels.map(({ channel }) => channel),
            channels.map(({ since }) => since),
            channels.map(({ occupiedAt }) => occupiedAt),
            channels.map(({ vacatedAt: at }) => at),
          ])
        }
        if (members.length > 0) {
          await client.query(setMembers, [
            members.map(({ channel }) => channel),
            members.map(({ userId }) => userId),
            members.map(({ isPresent }) => isPresent),
            members.map(({ changedAt }) => changedAt),
          ])
        }
        if (vacated.length > 0) await client.query(dropMembers, [vacated.map(({ channel }) => channel)])
      })
    },
    channels: () =>
      read(async (client) => {
        const { rows } = await client.query<ChannelRow>(select)
        return occupiedWithin(
          rows.map(({ channel, since, occupiedAt, vacatedAt, members, firstMember }) => {
            const at = { since: Number(since), occupiedAt: Number(occupiedAt), vacatedAt: Number(vacatedAt) }
            const occupied_since = occupiedSince(at, Number(firstMember))
            return { channel, occupied_since, members: members ?? [] }
          }),
        )
      }),
    beginBuild: () => write(async (client) => (await client.query(beginBuild)).rowCount === 1),
    endBuild: (isBuilt) => write(async (client) => void (await client.query(endBuild, [isBuilt]))),
  }
}

const departed = `(${databaseNow} - ${departureLifetime}) * ${ordersPerMs}`

/** Statements that delete expired and excess rows, up to a number of rows. */
export const dropOccupancy = (slice: number): string[] => [
  `DELETE FROM rpk_occupancy WHERE channel IN (
   SELECT channel FROM rpk_occupancy WHERE NOT ${isOccupied} AND vacated_at < ${departed} LIMIT ${slice})`,
  `DELETE FROM rpk_occupancy WHERE channel IN (SELECT channel FROM rpk_occupancy WHERE ${isOccupied}
   ORDER BY occupied_at DESC OFFSET ${mostOccupiedChannels} LIMIT ${slice})`,
  `DELETE FROM rpk_members WHERE (channel, user_id) IN (
   SELECT member.channel, user_id FROM rpk_members AS member LEFT JOIN rpk_occupancy AS known USING (channel)
   WHERE changed_at < ${departed} AND (NOT is_present OR known.channel IS NULL OR changed_at < vacated_at)
   LIMIT ${slice})`,
  `DELETE FROM rpk_members WHERE (channel, user_id) IN (SELECT channel, user_id FROM rpk_members
   ORDER BY changed_at DESC OFFSET ${mostOccupyingMembers} LIMIT ${slice})`,
]
