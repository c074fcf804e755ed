import type { ChannelDefinition } from '../../channels/index.ts'

/** The declared schema of an event; own properties only, because an event may be named `constructor`. */
export function schemaOf({ events, clientEvents = {} }: ChannelDefinition, event: string) {
  const schemas = event.startsWith('client-') ? clientEvents : events
  return Object.hasOwn(schemas, event) ? schemas[event] : undefined
}
