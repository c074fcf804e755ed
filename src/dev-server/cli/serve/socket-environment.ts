import { environmentSwitch } from '../../../server/internal.ts'
import type { BroadcasterStatus, Environment } from '../../../server/index.ts'
import { CliError } from '../cli-error.ts'

/** The socket settings of the server, from the `WS_…` variables. */
export interface SocketSettings {
  /** False closes every socket with 4003. */
  isOn: boolean
  /** Seconds without a frame after which a client pings; undefined for Pusher's default, 120. */
  activityTimeout: number | undefined
  /** Maximum concurrent sockets; undefined for the default limit of the hub. */
  maxConnections: number | undefined
}

const heartbeat = 'WS_HEARTBEAT_INTERVAL'
const longestHeartbeat = 600
const connections = 'WS_MAX_CONNECTIONS'
/** Maximum sockets that the port accepts, with some left for requests. */
const mostConnections = 10_000
const longestShown = 60

/** @throws CliError when a value is invalid */
export function socketSettings(env: Environment): SocketSettings {
  return {
    isOn: readSwitch(env, 'WS_ENABLED'),
    activityTimeout: readSeconds(env),
    maxConnections: readConnections(env),
  }
}

/** The log line that names the backend of events. */
export function broadcastLine(
  { primary_broadcaster: name, primary_available: isAvailable }: BroadcasterStatus,
  { isOn }: Pick<SocketSettings, 'isOn'>,
): string {
  const isOff = name === 'embedded' && !isOn
  const state = isOff ? 'off, by WS_ENABLED=false' : isAvailable ? 'available' : 'not available'
  return `[MAIN] Real-time broadcast configured: ${name} (${state})`
}

function readSwitch(env: Environment, name: string): boolean {
  try {
    return environmentSwitch(env, name)
  } catch (error) {
    throw new CliError(
      error instanceof Error ? error.message : `Expected ${name} to be true or false.`,
      error,
    )
  }
}

function readSeconds(env: Environment): number | undefined {
  const text = valueOf(env, heartbeat)
  if (text === undefined) return undefined
  const [, digits, unit] = /^(\d{1,6})(s|ms)?$/i.exec(text) ?? []
  const seconds = Number(digits) / (unit?.toLowerCase() === 'ms' ? 1000 : 1)
  if (seconds >= 1 && seconds <= longestHeartbeat) return Math.round(seconds)
  throw new CliError(
    `Expected ${heartbeat} to be from 1 to ${longestHeartbeat} seconds, like 30, 30s or 30000ms, ` +
      `but got ${shown(text)}; correct the environment.`,
  )
}

function readConnections(env: Environment): number | undefined {
  const text = valueOf(env, connections)
  if (text === undefined) return undefined
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= mostConnections) return count
  throw new CliError(
    `Expected ${connections} to be a whole number from 1 to ${mostConnections} but got ${shown(text)}; ` +
      'correct the environment.',
  )
}

function valueOf(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, longestShown))
}
