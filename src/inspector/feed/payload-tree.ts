import { readPayload } from '../../channels/internal.ts'

/** A node of a payload tree. */
export interface PayloadNode {
  /** Its key in the object or its index in the array; empty for the root. */
  name: string
  /** The displayed text: a value as JSON, or the size of an object or an array. */
  text: string
  /** The child nodes; null for a value. */
  nodes: PayloadNode[] | null
  /** True when it was JSON inside a string. */
  isDecoded: boolean
}

/** Maximum number of displayed nodes of an object or an array. */
const mostNodes = 500
/** Maximum depth of a tree. */
const deepest = 40

/** A payload as it was sent, without `$kit`; text if it is not JSON. */
export function payloadOf(data: string): unknown {
  const value = parsed(data)
  return value === undefined ? data : readPayload(value).data
}

/** A payload as a tree. JSON inside its strings is decoded. */
export function payloadTree(data: string): PayloadNode {
  const value = parsed(data)
  return nodeOf('', value === undefined ? data : value, false, 0)
}

function nodeOf(name: string, value: unknown, isDecoded: boolean, depth: number): PayloadNode {
  if (typeof value === 'string') {
    const inner = isDecoded ? undefined : parsed(value)
    // A quoted number or literal stays a string.
    if (typeof inner === 'object' && inner !== null) return nodeOf(name, inner, true, depth)
  }
  if (typeof value !== 'object' || value === null || depth >= deepest) {
    return { name, text: JSON.stringify(value) ?? 'undefined', nodes: null, isDecoded }
  }
  const entries = Object.entries(value)
  const nodes = entries.slice(0, mostNodes).map(([key, inner]) => nodeOf(key, inner, false, depth + 1))
  const rest = entries.length - nodes.length
  if (rest > 0) nodes.push({ name: '…', text: `${rest} more`, nodes: null, isDecoded: false })
  const text = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`
  return { name, text, nodes, isDecoded }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
