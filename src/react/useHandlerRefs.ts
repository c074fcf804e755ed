import { useInsertionEffect, useState } from 'react'
import type { EventHandler, EventMeta, HandlerRef } from '../client/index.ts'

/** Handlers by event, as a component passes them. */
export type Handlers = Partial<Record<string, (payload: never, meta: EventMeta) => void>>

const ignore: EventHandler = () => {}

/**
 * A ref for each event that holds the handler of the last render. The kit calls what the ref holds, so that an
 * event costs no more than one that is bound directly.
 */
export function useHandlerRefs(handlers: Handlers): (event: string) => HandlerRef {
  const [refs] = useState(createHandlerRefs)
  useInsertionEffect(() => refs.hold(handlers))
  return refs.of
}

function createHandlerRefs() {
  const refs = new Map<string, { current: EventHandler }>()

  function of(event: string) {
    const ref = refs.get(event) ?? { current: ignore }
    refs.set(event, ref)
    return ref
  }

  return {
    of,
    hold(handlers: Handlers) {
      // A handler that is gone hears nothing more, even before its event is let go.
      for (const ref of refs.values()) ref.current = ignore
      for (const [event, handler] of Object.entries(handlers)) {
        if (handler) of(event).current = handler as EventHandler
      }
    },
  }
}
