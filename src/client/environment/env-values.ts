import { ConfigError } from '../errors.ts'

/** A variable that is set, with its full name. */
export interface EnvVariable {
  name: string
  value: string
}

/** Host, port and security of a WebSocket URL. */
export interface SocketAddress {
  host: string
  port: number
  isSecure: boolean
}

/** Maximum length of a value in an error message. */
const maxShownLength = 60

/** The first of the variables that is set. */
export function findVariable(
  env: Readonly<Record<string, unknown>>,
  names: readonly string[],
): EnvVariable | undefined {
  for (const name of names) {
    const value = env[name]
    if (isGiven(value)) return { name, value: String(value).trim() }
  }
  return undefined
}

/** Parses a boolean. @throws ConfigError when it is neither true nor false */
export function readSwitch(variable: EnvVariable): boolean {
  if (/^(true|1|on|yes)$/i.test(variable.value)) return true
  if (/^(false|0|off|no)$/i.test(variable.value)) return false
  throw unexpected(variable, 'to be true or false')
}

/** @throws ConfigError when it is not a port */
export function readPort(variable: EnvVariable): number {
  const port = /^\d{1,5}$/.test(variable.value) ? Number(variable.value) : 0
  if (port > 0 && port < 65_536) return port
  throw unexpected(variable, 'from 1 to 65535')
}

/**
 * The base URL of the server's routes, without a trailing `/api/v1`, which apps often include.
 *
 * @throws ConfigError when it is neither an http URL nor a path
 */
export function readServerUrl(variable: EnvVariable): string {
  const { value } = variable
  const isAddress = /^https?:\/\/[^/?#]+(\/[^?#]*)?$/i.test(value) && URL.canParse(value)
  if (isAddress || /^\/([^/?#][^?#]*)?$/.test(value)) return value.replace(/(\/api(\/v1)?)?\/*$/i, '')
  throw unexpected(variable, 'to be like http://localhost:8000 or /api')
}

/** @throws ConfigError when it is not a WebSocket URL */
export function readSocketUrl(variable: EnvVariable): SocketAddress {
  if (!/^wss?:\/\/[^/]/i.test(variable.value) || !URL.canParse(variable.value)) {
    throw unexpected(variable, 'to be like ws://localhost:8000')
  }
  const { hostname, port, protocol } = new URL(variable.value)
  const isSecure = protocol === 'wss:'
  return { host: hostname, port: Number(port || (isSecure ? 443 : 80)), isSecure }
}

function unexpected({ name, value }: EnvVariable, what: string): ConfigError {
  const shown = value.length > maxShownLength ? `${value.slice(0, maxShownLength)}…` : value
  return new ConfigError(`Expected ${name} ${what} but got "${shown}"; correct the environment.`)
}

function isGiven(value: unknown): value is string | number | boolean {
  return (
    (typeof value === 'string' && value.trim() !== '') ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  )
}
