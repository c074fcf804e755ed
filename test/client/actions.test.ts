import { expect, it, vi } from 'vitest'
import { defineChannels } from 'react-pusher-kit/channels'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()

it('a kit is configured with an appKey or a client, also one that is still to come', () => {
  vi.spyOn(console, 'info').mockImplementation(() => {})
  const isConfigured = (options: object) => on.kit({ createClient: undefined, ...options }).isConfigured
  expect(isConfigured({ appKey: '' })).toBe(false)
  expect(isConfigured({ appKey: null })).toBe(false)
  expect(isConfigured({ appKey: null, client: null })).toBe(true)
  expect(isConfigured({ appKey: null, client: on.mock.client() })).toBe(true)
  expect(on.kit({ enabled: false }).isConfigured).toBe(true)
  vi.restoreAllMocks()
})

it('the appKey is null where there is none', () => {
  vi.spyOn(console, 'info').mockImplementation(() => {})
  expect(on.kit({ appKey: '', createClient: undefined }).appKey).toBeNull()
  expect(on.kit({ appKey: 'own', enabled: false }).appKey).toBe('own')
  vi.restoreAllMocks()
})

it('a channel is persisted where its declaration says so', () => {
  const channels = defineChannels({
    logs: { events: {}, persist: true },
    news: { events: {}, persist: false },
    chat: { events: {} },
  })
  const kit = on.kit({ channels, enabled: false })
  expect(['logs', 'news', 'chat', 'other'].map(kit.isPersisted)).toEqual([true, false, false, false])
})

it('listen without the name of an event listens to all of them', async () => {
  const kit = on.kit()
  const [all, one] = [vi.fn(), vi.fn()]
  const stops = [kit.listen('news', all), kit.listen('news', 'published', one)]
  await on.mock.subscribed('news')
  on.mock.trigger('news', 'corrected', { n: 1 })
  on.mock.trigger('news', 'published', { n: 2 })
  await vi.waitFor(() => expect(one).toHaveBeenCalledOnce())
  expect(one.mock.calls[0]?.[0]).toEqual({ n: 2 })
  expect(all.mock.calls.map(([event, data]) => [event, data])).toEqual([
    ['corrected', { n: 1 }],
    ['published', { n: 2 }],
  ])
  for (const stop of stops) stop()
  await vi.waitFor(() => expect(on.mock.channel('news').occupied).toBe(false))
})
