import type { ChannelDefinitions } from '../../../channels/index.ts'
import { messagesOf, untypedOf } from './declared-messages.ts'

type Json = Readonly<Record<string, unknown>>

const none = '–'

/** The declaration as a table, and the events whose payload has no JSON Schema. */
export function markdownOf(channels: ChannelDefinitions): { text: string; untyped: string[] } {
  const rows = Object.entries(channels).flatMap(([pattern, definition]) => {
    const stored = definition.persist ? 'yes' : 'no'
    const messages = messagesOf(definition).map(({ name, sender, schema }) => [
      code(pattern),
      code(name),
      sender,
      schema ? code(typeText(schema)) : none,
      // Only events of the server are numbered.
      sender === 'server' ? stored : 'no',
    ])
    return messages.length > 0 ? messages : [[code(pattern), none, none, none, stored]]
  })
  const table = [
    ['channel', 'event', 'sent by', 'payload', 'stored'],
    Array.from({ length: 5 }, () => '---'),
    ...rows,
  ]
  return { text: table.map((row) => `| ${row.join(' | ')} |\n`).join(''), untyped: untypedOf(channels) }
}

/** Escapes bars, which end table cells even within code. */
const code = (text: string) => `\`${text.replaceAll('|', String.raw`\|`)}\``

/** A JSON Schema in TypeScript syntax, in one line. */
function typeText(schema: Json): string {
  const { type, properties, items, required = [], enum: values, const: constant } = schema
  const choices = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (constant !== undefined) return JSON.stringify(constant)
  if (Array.isArray(choices)) return choices.map((choice) => typeText(choice as Json)).join(' | ')
  if (Array.isArray(type)) return type.join(' | ')
  if (type === 'array') {
    const item = typeText((items ?? {}) as Json)
    return item.includes(' ') ? `(${item})[]` : `${item}[]`
  }
  if (typeof properties === 'object' && properties !== null) {
    const fields = Object.entries(properties).map(([name, value]) => {
      const mark = (required as readonly string[]).includes(name) ? '' : '?'
      return `${name}${mark}: ${typeText(value as Json)}`
    })
    return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}'
  }
  if (type === 'integer') return 'number'
  return typeof type === 'string' ? type : 'unknown'
}
