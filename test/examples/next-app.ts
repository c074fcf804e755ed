import { vi } from 'vitest'

/**
 * The example for Next.js, newly loaded: its server opens at the first request, from the variables that are set then. The
 * stand-ins for Next.js are loaded with it.
 */
export async function freshNextApp() {
  vi.resetModules()
  closeNextApp()
  const route = await import('../../examples/next/app/api/[...path]/route.ts')
  const actions = await import('../../examples/next/app/reminders/actions.ts')
  const server = await import('./next-server.ts')
  const headers = await import('./next-headers.ts')
  return { route, actions, server, headers }
}

/** Removes the store that the app keeps in a global variable. */
export function closeNextApp(): void {
  Reflect.deleteProperty(globalThis, 'eventStore')
}

export type NextApp = Awaited<ReturnType<typeof freshNextApp>>
