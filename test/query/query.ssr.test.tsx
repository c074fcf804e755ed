import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import type { ReactNode } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { usePusherQuery, useSendMessage, useTrigger } from 'react-pusher-kit/query'
import { expect, it, vi } from 'vitest'

function onServer(Component: () => ReactNode): string {
  const createClient = vi.fn(() => {
    throw new Error('Expected nothing to connect on a server')
  })
  const html = renderToString(
    <QueryClientProvider client={new QueryClient()}>
      <PusherProvider appKey="key" cluster="eu" createClient={createClient}>
        <Component />
      </PusherProvider>
    </QueryClientProvider>,
  )
  expect(createClient).not.toHaveBeenCalled()
  return html
}

it('on a server the hooks render and open nothing', () => {
  const useAll = () => {
    const query = usePusherQuery(
      { queryKey: ['n'], queryFn: () => Promise.resolve(1), initialData: 7 },
      { channel: 'news', on: {} },
    )
    return [query.data, useTrigger().status, useSendMessage().status].join()
  }
  expect(onServer(useAll)).toBe('7,idle,idle')
})
