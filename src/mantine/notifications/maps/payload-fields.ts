/** @throws when the payload is not an object */
export function fieldsOf(payload: unknown, event: string): object {
  if (typeof payload === 'object' && payload !== null) return payload
  throw new TypeError(
    `Expected the payload of "${event}" to be an object, but got ${payload === null ? 'null' : typeof payload}. ` +
      'Give NotificationBridge a map of your own for this event.',
  )
}

/** @throws when there is no value */
export function need(value: string | undefined, event: string, field: string): string {
  if (value !== undefined) return value
  throw new TypeError(
    `Expected the payload of "${event}" to have "${field}", but got none. ` +
      'Send it, or give NotificationBridge a map of your own for this event.',
  )
}
