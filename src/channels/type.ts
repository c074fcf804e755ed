import type { StandardSchemaV1 } from '@standard-schema/spec'

/**
 * A schema that names a type and checks nothing: for payloads that need no check at run time.
 *
 * @example
 * ```ts
 * defineChannels({ logs: { events: { log: type<{ text: string }>() } } })
 * ```
 */
export function type<Payload>(): StandardSchemaV1<Payload, Payload> {
  return {
    '~standard': {
      version: 1,
      vendor: 'react-pusher-kit',
      validate: (value) => ({ value: value as Payload }),
    },
  }
}
