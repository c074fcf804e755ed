import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'
import { createMockPusher, type MockPusher, type MockPusherOptions } from 'react-pusher-kit/mock'
import { onTestFinished } from 'vitest'

interface PageOptions extends MockPusherOptions {
  /** Stages the mock before the page opens; what it answers goes to the provider. */
  prepare?: (mock: MockPusher) => Partial<PusherProviderProps> | void
}

/** Renders a recipe as on a page of an app whose Pusher is a mock. */
export function renderOnPage(recipe: ReactElement, { prepare, ...options }: PageOptions): MockPusher {
  const mock = createMockPusher({ user: { id: 'ada', info: { name: 'Ada' } }, ...options })
  const provider = prepare?.(mock)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  onTestFinished(() => {
    mock.dispose()
    client.clear()
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <PusherProvider {...mock.provider} channels={options.channels} {...provider}>
          {recipe}
        </PusherProvider>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return mock
}

/** A `fetch` whose requests to one path are refused. */
export function refusing(mock: MockPusher, path: string, status = 403): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, 'http://page')
    if (pathname.endsWith(path)) return Response.json({ error: 'no' }, { status })
    return mock.fetch(input, init)
  }
}
