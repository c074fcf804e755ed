import type { ChannelDefinition } from '../../channels/index.ts'

/** The declared schema of an event; names such as `constructor` have none by accident. */
export function schemaOf({ events, clientEvents = {} }: ChannelDefinition, event: string) {
  const schemas = event.startsWith('client-') ? clientEvents : events
  return Object.hasOwn(schemas, event) ? schemas[event] : undefined
}
