import { act, render, screen } from '@testing-library/react'
import { PusherProvider, useEventLog } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { createMockPusher } from 'react-pusher-kit/mock'
import { expect, it } from 'vitest'

interface Line {
  text: string
}

const channels = defineChannels({ logs: { events: { log: type<Line>() }, persist: true } })

function Log() {
  const { log, size } = useEventLog<Line>({ channel: 'logs' })
  return <p>{Array.from({ length: size }, (_, index) => log.at(index)?.data.text).join(' ')}</p>
}

it('what is published while the client is away is fetched when it is back', async () => {
  const mock = createMockPusher({ channels })
  render(
    <PusherProvider {...mock.provider} channels={channels}>
      <Log />
    </PusherProvider>,
  )
  await act(() => mock.subscribed('logs'))
  mock.trigger('logs', 'log', { text: 'one' })
  expect(await screen.findByText('one')).toBeVisible()

  act(() => mock.outage())
  mock.trigger('logs', 'log', { text: 'two' })
  mock.trigger('logs', 'log', { text: 'three' })
  mock.restore({ reconnect: 'now' })
  expect(await screen.findByText('one two three', {}, { timeout: 30_000 })).toBeVisible()
  mock.dispose()
})
