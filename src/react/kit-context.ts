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

/** A heading in docs/errors.md. */
export type ReactErrorCode = 'provider_missing'

/** A hook was called outside of `PusherProvider`. */
export class ProviderMissingError extends Error {
  override readonly name = 'ProviderMissingError'
  readonly code: ReactErrorCode = 'provider_missing'
  /** The hook that was called. */
  readonly hook: string

  constructor(hook: string) {
    super(
      `\`${hook}\` must be used within \`<PusherProvider>\`: Expected a provider above this component but got none. Wrap the app in it.`,
    )
    this.hook = hook
  }
}

/** The kit of the nearest provider. @throws with the hook's name outside of one */
export function useKit(hook: string): KitCore {
  const kit = useContext(kitContext())
  if (!kit) {
    throw new ProviderMissingError(hook)
  }
  return kit
}
