import { useInsertionEffect, useState } from 'react'
import type { EventMeta } from '../client/index.ts'
import type { EventHandler, HandlerRef } from '../client/internal.ts'

/** A component's handlers by event. */
export type Handlers = Partial<Record<string, (payload: never, meta: EventMeta) => void>>

const ignore: EventHandler = () => {}

/**
 * A ref for each event, with the handler of the latest render. The kit calls the ref's handler, so that events need no
 * closures.
 *
 * @param source - another source gets new refs: an event of the previous source that is dispatched between a render
 * and its effects still calls the handler that was passed for it
 */
export function useHandlerRefs(source: object, handlers: Handlers): (event: string) => HandlerRef {
  const [refs] = useState(createHandlerRefs)
  useInsertionEffect(() => refs.hold(source, handlers))
  return refs.of
}

function createHandlerRefs() {
  let held: object | null = null
  let refs = new Map<string, { current: EventHandler }>()

  function of(event: string) {
    const ref = refs.get(event) ?? { current: ignore }
    refs.set(event, ref)
    return ref
  }

  return {
    of,
    hold(source: object, handlers: Handlers) {
      if (source !== held) refs = new Map()
      held = source
      // A handler that was removed is not called again, even before its event is unbound.
      for (const [event, ref] of refs) {
        ref.current = ignore
        if (!Object.hasOwn(handlers, event)) refs.delete(event)
      }
      for (const [event, handler] of Object.entries(handlers)) {
        if (handler) of(event).current = handler as EventHandler
      }
    },
  }
}
