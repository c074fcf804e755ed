'use client'
import { createContext, useContext, type Context } from 'react'
import type { KitCore } from '../client/internal.ts'
import { noProvider } from '../client/texts.ts'

const place = Symbol.for('react-pusher-kit.context')

type Shared = { [place]?: WeakMap<typeof createContext, Context<KitCore | null>> }

/**
 * One context for all copies of this module, so that entry points in separate bundles, such as `.` and `./mantine`,
 * share it. The key is React's own function, so that two copies of React on a page have separate contexts.
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

/** The code of {@link ProviderMissingError}, which is a heading of docs/errors.md. */
export type ReactErrorCode = 'provider_missing'

/**
 * A hook was called outside of `PusherProvider`.
 *
 * @example
 * ```tsx
 * import { Component, type ReactNode } from 'react'
 * import { ProviderMissingError } from 'react-pusher-kit'
 *
 * export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
 *   override state = { error: null }
 *   static getDerivedStateFromError = (error: unknown) => ({ error })
 *   override render() {
 *     const { error } = this.state as { error: unknown }
 *     if (error instanceof ProviderMissingError) return `${error.hook} has no provider above it.`
 *     return this.props.children
 *   }
 * }
 * ```
 */
export class ProviderMissingError extends Error {
  override readonly name = 'ProviderMissingError'
  /** Always `provider_missing`. */
  readonly code: ReactErrorCode = 'provider_missing'
  /** The hook that was called. */
  declare readonly hook: string

  constructor(hook: string) {
    super(noProvider(hook))
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
