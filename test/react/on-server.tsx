import type { ReactNode } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { createMockPusher, type MockPusher } from 'react-pusher-kit/mock'
import { createPusherServer, type PusherServer, type PusherServerOptions } from 'react-pusher-kit/server'
import { vi } from 'vitest'

/** A mock with a server of the app behind it, whose user is an admin unless told otherwise. */
export function onServer(options: Partial<PusherServerOptions> = {}) {
  const requests = vi.fn<(path: string) => void>()
  const servers: PusherServer[] = []
  const mock: MockPusher = createMockPusher({
    server: ({ broadcaster }) => {
      const server = createPusherServer({
        broadcaster,
        authenticate: () => ({ id: 'ada', roles: ['admin'] }),
        log: () => undefined,
        ...options,
      })
      servers.push(server)
      return server
    },
  })
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests(new URL(input instanceof Request ? input.url : input, 'http://app.test').pathname)
    return mock.fetch(input, init)
  }
  return {
    mock,
    requests,
    server: () => servers[0] as PusherServer,
    wrapper: ({ children }: { children: ReactNode }) => (
      <PusherProvider {...mock.provider} fetch={fetch}>
        {children}
      </PusherProvider>
    ),
  }
}
