import type { BroadcasterReport, BroadcasterType } from '../../index.ts'
import { counted } from '../../primitives/index.ts'
import { formatDuration } from '../lib/duration.ts'
import { defaultReportLabels, type ReportLabels } from '../reports/report-labels.ts'

/** Every text of `BroadcasterStatus`. */
export interface BroadcasterStatusLabels extends ReportLabels {
  /** Name of the list of backends. */
  title: string
  /** The words for the states. */
  status: Readonly<Record<BroadcasterReport['status'], string>>
  /** The words for the kinds of backends. */
  type: Readonly<Record<BroadcasterType, string>>
  /** The cluster, from its name. */
  cluster: (name: string) => string
  /** Count of accepted messages. */
  messages: (count: number) => string
  /** Count of failed attempts. */
  errors: (count: number) => string
  /** Time until the quota of the backend is reset, ms. */
  resets: (duration: number) => string
  /** Time until the next message probes the backend, ms. */
  retries: (duration: number) => string
  /** Shown when each event is sent to all backends. */
  toAll: string
  /** Shown when no backend can send. */
  noneAvailable: string
  /** Heading of the list of switches. */
  switches: string
  /** A switch, from the names of the backends. */
  switched: (from: string, to: string) => string
  /** The age of a switch, ms. */
  ago: (age: number) => string
}

export const defaultBroadcasterLabels: BroadcasterStatusLabels = {
  ...defaultReportLabels,
  title: 'Backends',
  status: { active: 'Active', standby: 'Standby', limit_reached: 'Out of quota', failing: 'Failing' },
  type: { pusher: 'Pusher Channels', ably: 'Ably', self_hosted: 'Self-hosted', embedded: 'In this process' },
  cluster: (name) => `cluster ${name}`,
  messages: (count) => counted(count, 'message', 'messages'),
  errors: (count) => counted(count, 'error', 'errors'),
  resets: (duration) => `until 00:00 UTC, in ${formatDuration(duration)}`,
  retries: (duration) =>
    duration === 0 ? 'tried with the next message' : `tried again in ${formatDuration(duration)}`,
  toAll: 'Each event goes to every backend',
  noneAvailable: 'No backend can send',
  switches: 'Switches',
  switched: (from, to) => `${from} → ${to}`,
  ago: (age) => `${formatDuration(age)} ago`,
}
