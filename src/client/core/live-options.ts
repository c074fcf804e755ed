import type { PusherOptions } from '../options.ts'

type Values = Readonly<Record<string, unknown>>

/** Options of pusher-js that hold functions of the app: `headersProvider`, `paramsProvider`, `customHandler`. */
const groups = ['channelAuthorization', 'userAuthentication', 'auth']

/**
 * The options, with functions that call those of the latest render: pusher-js keeps the options of its
 * constructor, so a function that closes over a token would always send the old one.
 */
export function withLatestFunctions(options: PusherOptions, latest: () => PusherOptions): PusherOptions {
  const live: Record<string, unknown> = { ...options }
  const { authorizer } = options as Values
  if (typeof authorizer === 'function')
    live.authorizer = forward(authorizer, () => valueIn(latest(), 'authorizer'))
  for (const group of groups) {
    const values = valueIn(options, group)
    if (typeof values !== 'object' || values === null) continue
    const entries = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function' ? forward(value, () => valueIn(valueIn(latest(), group), name)) : value,
    ])
    live[group] = Object.fromEntries(entries)
  }
  return live
}

function forward(first: unknown, latest: () => unknown) {
  return (...args: unknown[]): unknown => {
    const current = latest()
    const run = typeof current === 'function' ? current : first
    return (run as (...given: unknown[]) => unknown)(...args)
  }
}

function valueIn(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Values)[name]
    : undefined
}
