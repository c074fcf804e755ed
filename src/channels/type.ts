import type { StandardSchemaV1 } from '@standard-schema/spec'

/** What a schema of `type<T>()` may describe of a payload besides its type. */
export interface TypeOptions<Payload> {
  /**
   * Payloads as they are sent, for tools that want one to begin with, such as the panel of `./storybook`.
   * @defaultValue none
   */
  readonly examples?: readonly Payload[]
}

/**
 * A schema that names a type and checks nothing: for payloads that need no check at run time. Examples are
 * described as in every Standard JSON Schema.
 *
 * @example
 * ```ts
 * defineChannels({ logs: { events: { log: type<{ text: string }>({ examples: [{ text: 'hello' }] }) } } })
 * ```
 */
export function type<Payload>({ examples }: TypeOptions<Payload> = {}): StandardSchemaV1<Payload, Payload> {
  const describe = () => ({ examples })
  return {
    '~standard': {
      version: 1,
      vendor: 'react-pusher-kit',
      validate: (value) => ({ value: value as Payload }),
      ...(examples && { jsonSchema: { input: describe, output: describe } }),
    },
  }
}
