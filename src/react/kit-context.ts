'use client'
import { createContext, useContext, type Context } from 'react'
import type { KitCore } from '../client/index.ts'

const place = Symbol.for('react-pusher-kit.context')

type Shared = { [place]?: WeakMap<typeof createContext, Context<KitCore | null>> }

/**
 * One context for every copy of this module: entry points that were bundled apart, `.` and `./mantine`, still
 * meet. By React's own function, so that two Reacts on a page keep theirs.
 */
export function kitContext(): Context<KitCore | null> {
  const shared = globalThis as Shared
  const contexts = (shared[place] ??= new WeakMap())
  let context = contexts.get(createContext)
  if (!context) {
    context = createContext<KitCore | null>(null)
    context.displayName = 'PusherKit'
    contexts.set(createContext, context)
  }
  return context
}

/** The kit of the nearest provider. @throws with the hook's name outside of one */
export function useKit(hook: string): KitCore {
  const kit = useContext(kitContext())
  if (!kit) {
    throw new Error(
      `\`${hook}\` must be used within \`<PusherProvider>\`: Expected a provider above this component but got none. Wrap the app in it.`,
    )
  }
  return kit
}
