import { useInsertionEffect, useState } from 'react'
import type { EventMeta } from '../client/index.ts'
import type { EventHandler, HandlerRef } from '../client/internal.ts'

/** Handlers by event, as a component passes them. */
export type Handlers = Partial<Record<string, (payload: never, meta: EventMeta) => void>>

const ignore: EventHandler = () => {}

/**
 * A ref for each event that holds the handler of the last render. The kit calls what the ref holds, so that an
 * event costs no more than one that is bound directly.
 *
 * @param source - with another source the refs are others: an event of the source before, dispatched between a render
 * and its effects, still meets the handler that was written for it
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
      // A handler that is gone is called no more, even before its event is let go.
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
