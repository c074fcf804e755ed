import { act, render } from '@testing-library/react'
import {
  ConfigError,
  PayloadError,
  PusherProvider,
  usePusherChannel,
  type KitOptions,
} from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { reactMock } from './on-mock.tsx'

const on = reactMock()
const events = { published: z.object({ title: z.string().trim() }) }
const channels = defineChannels({ news: { events } })

/** Publishes ` hi ` and 1 on the channel `news`. Returns what the handler and `onError` got. */
async function publishOn(declared: KitOptions['channels']) {
  const [received, onError] = [vi.fn(), vi.fn()]
  function News() {
    usePusherChannel('news', 'published', received)
    return null
  }
  render(
    <PusherProvider {...on.mock.provider} channels={declared} onError={onError}>
      <News />
    </PusherProvider>,
  )
  await act(() => on.mock.subscribed('news'))
  on.mock.trigger('news', 'published', { title: ' hi ' })
  on.mock.trigger('news', 'published', { title: 1 })
  await act(() => on.mock.settled())
  return {
    payloads: received.mock.calls.map(([payload]) => payload as unknown),
    errors: onError.mock.calls.map(([error]) => error as Error),
  }
}

describe('the channels of PusherProvider', () => {
  it.each([
    ['from defineChannels', channels],
    ['frozen before', defineChannels(Object.freeze({ news: { events } }))],
    ['spread into another object', { ...channels, chat: { events: { said: type<string>() } } }],
  ])('validate payloads: %s', async (_, declared) => {
    const { payloads, errors } = await publishOn(declared)
    expect(payloads).toEqual([{ title: 'hi' }])
    expect(errors).toEqual([expect.any(PayloadError)])
  })

  it('validate payloads when a second copy of the module, bundled separately, defines them', async () => {
    vi.resetModules()
    const copy = await import('react-pusher-kit/channels')
    expect(copy.defineChannels).not.toBe(defineChannels)
    const { payloads } = await publishOn(copy.defineChannels({ news: { events } }))
    expect(payloads).toEqual([{ title: 'hi' }])
  })

  it('report an error once when they are not from defineChannels, because nothing validates them', async () => {
    const { payloads, errors } = await publishOn({ news: { events } })
    expect(payloads).toEqual([{ title: ' hi ' }, { title: 1 }])
    expect(errors).toEqual([expect.any(ConfigError)])
    expect(errors[0]?.message).toMatch(/^Expected channels from defineChannels\(\) but got a plain object/)
  })

  it('may be empty', async () => {
    const { payloads, errors } = await publishOn({})
    expect(payloads).toHaveLength(2)
    expect(errors).toEqual([])
  })
})
