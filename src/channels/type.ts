import type { StandardSchemaV1 } from '@standard-schema/spec'

/** Options of `type<T>()`. */
export interface TypeOptions<Payload> {
  /**
   * Example payloads, for tools that prefill one, such as the panel of `./storybook`.
   * @defaultValue none
   */
  readonly examples?: readonly Payload[]
}

/**
 * A schema with a type but without validation, for payloads that need no check at run time. Examples are exposed as
 * Standard JSON Schema.
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
