/** A JSON Schema, not validated. */
interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** Maximum depth, which ends the recursion of recursive schemas. */
const maxDepth = 8

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T09:30:00.000Z',
  date: '2026-01-31',
  time: '09:30:00Z',
  email: 'ana@example.org',
  uri: 'https://example.org',
  uuid: '7d9f4a1e-3c52-4b8a-9e60-1f2d3c4b5a69',
  ipv4: '192.0.2.1',
}

/**
 * A sample value for a JSON Schema: its example, default or constant, else a simple value of its type. Patterns and
 * dependencies between fields are ignored.
 */
export function sampleOf(schema: unknown, root: unknown = schema, depth = 0): unknown {
  if (!isSchema(schema) || depth > maxDepth) return null
  const given = givenBy(schema)
  if (given) return given.value
  const next = (inner: unknown): unknown => sampleOf(inner, root, depth + 1)
  const { $ref, allOf } = schema
  if (typeof $ref === 'string') return next(resolve(root, $ref))
  const choices = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choices)) return next(choices.find((choice) => typeOf(choice) !== 'null'))
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map(next)) as object
  return simplestValue(schema, next)
}

/** The schema's first example, default, constant or enum value, in this order. */
export function givenBy(schema: unknown): { value: unknown } | null {
  if (!isSchema(schema)) return null
  const { examples, example } = schema
  if (Array.isArray(examples) && examples.length > 0) return { value: examples[0] }
  if (example !== undefined) return { value: example }
  if ('default' in schema) return { value: schema.default }
  if ('const' in schema) return { value: schema.const }
  return Array.isArray(schema.enum) ? { value: schema.enum[0] } : null
}

function simplestValue(schema: JsonSchema, next: (inner: unknown) => unknown): unknown {
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, next(inner)]),
      )
    case 'array':
      return Array.isArray(schema.prefixItems) ? schema.prefixItems.map(next) : [next(schema.items)]
    case 'string':
      return byFormat[String(schema.format)] ?? 'text'.padEnd(Number(schema.minLength ?? 0), '.')
    case 'integer':
    case 'number':
      return numberIn(schema)
    case 'boolean':
      return true
    default:
      return null
  }
}

function numberIn({ minimum, exclusiveMinimum, maximum }: JsonSchema): number {
  const least = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : Number(minimum ?? -Infinity)
  return Math.min(Math.max(1, least), Number(maximum ?? Infinity))
}

function typeOf(schema: unknown): unknown {
  if (!isSchema(schema)) return undefined
  const { type, properties } = schema
  if (Array.isArray(type)) return type.find((one) => one !== 'null')
  return type ?? (properties === undefined ? undefined : 'object')
}

/** Resolves references within the schema, such as `#/$defs/Note`; external ones are not followed. */
function resolve(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined
  return reference
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((place, key) => (isSchema(place) ? place[key] : undefined), root)
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null
}
