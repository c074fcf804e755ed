import { MantineProvider } from '@mantine/core'
import { act, render } from '@testing-library/react'
import { OnlineUsers, RunStatus, TypingIndicator } from 'react-pusher-kit/mantine'
import { expect, it, vi } from 'vitest'
import { reactMock } from '../react/on-mock.tsx'

const fetch = vi.fn<typeof globalThis.fetch>()
const on = reactMock({ fetch })

it.each([null, ''])('components are idle for the channel %j', async (name) => {
  fetch.mockClear()
  render(
    <MantineProvider>
      <OnlineUsers channel={name} activityEvent="client-activity" />
      <TypingIndicator channel={name} />
      <RunStatus channel={name} />
    </MantineProvider>,
    { wrapper: on.wrapper },
  )
  await act(() => on.mock.settled())
  expect(on.mock.frames.filter(({ event }) => event === 'pusher:subscribe')).toEqual([])
  expect(fetch).not.toHaveBeenCalled()
})
