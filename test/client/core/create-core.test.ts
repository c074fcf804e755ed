import { defineChannels } from 'react-pusher-kit/channels'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { connect } from '../../../src/client/connection/connect.ts'
import { createCore, type OwnedCore } from '../../../src/client/core/create-core.ts'
import type { KitOptions } from '../../../src/client/index.ts'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture()
let core: OwnedCore
afterEach(() => {
  core.dispose()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const client = () => core.client.getSnapshot().client

function create(options: KitOptions = {}) {
  core = createCore({ ...on.mock.provider, ...options })
  return core
}

async function connected(options: KitOptions = {}) {
  vi.useFakeTimers()
  const end = create(options).retain()
  core.setEnabled(true)
  await pass(50)
  expect(core.connection.getSnapshot().isConnected).toBe(true)
  return end
}

describe('a core', () => {
  it('connects when it is retained and enabled, in any order', () => {
    create().setEnabled(true)
    expect(client()).toBeNull()
    core.retain()
    expect(client()).not.toBeNull()
    core.setEnabled(false)
    expect(client()).toBeNull()
    core.setEnabled(true)
    expect(client()).not.toBeNull()
  })

  it('makes no client before it is enabled', () => {
    const createClient = vi.fn(on.mock.provider.createClient)
    create({ createClient }).retain()
    expect(client()).toBeNull()
    expect(createClient).not.toHaveBeenCalled()
  })

  it.each([
    ['reports channels that it cannot check', { news: { events: {} } }, 1],
    ['reports nothing about no channels', {}, 0],
  ])('%s', (_, channels, reports) => {
    const onError = vi.fn()
    create({ channels, onError }).retain()
    core.setEnabled(true)
    expect(onError.mock.calls).toEqual(
      Array.from({ length: reports }, () => [expect.objectContaining({ code: 'invalid_config' })]),
    )
  })

  it('checks the channels that an update declares', () => {
    const declared = (name: string) => ({ channels: defineChannels({ [name]: { events: {} } }) })
    create(declared('news')).update({ ...on.mock.provider, ...declared('other') })
    expect(['news', 'other'].map((name) => core.undeclared(name) === null)).toEqual([false, true])
  })

  it('lives until the last one who retains it has ended, and then anew', async () => {
    const end = await connected()
    const { session } = core
    const endOther = core.retain()
    expect(core.session).toBe(session)
    end()
    await pass(10)
    expect([session.aborted, client() === null]).toEqual([false, false])
    endOther()
    await pass(10)
    expect([session.aborted, client() === null]).toEqual([true, true])
    core.retain()
    expect([core.session.aborted, client() === null]).toEqual([false, false])
  })

  it('has a client all the while it moves to a fallback', async () => {
    on.mock.network.connect = { code: 4001 }
    const onError = () => {
      on.mock.network.connect = 'accept'
    }
    create({ onError, fallbacks: [{ appKey: on.mock.provider.appKey }] }).retain()
    core.setEnabled(true)
    const first = client()
    const seen: unknown[] = []
    core.client.subscribe(() => seen.push(client()))
    await vi.waitFor(() => expect(core.connection.getSnapshot().isConnected).toBe(true))
    expect(client()).not.toBe(first)
    expect(seen).toEqual([client()])
  })

  it('watches nothing before it is retained, whatever its options become', async () => {
    // Loaded before the timers are those of the test.
    await import('../../../src/client/connection/follow-server.ts')
    vi.useFakeTimers()
    const fetch = vi.fn(on.mock.fetch)
    const options = { fetch, watchdog: 1000, fallbacks: [{ appKey: 'other', cluster: 'eu' }] }
    create(options).update({ ...on.mock.provider, ...options })
    await pass(60_000)
    expect(fetch).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('passes a receipt to the listeners of its channel', () => {
    const [heard, other] = [vi.fn(), vi.fn()]
    create().onReceipt('news', heard)
    core.onReceipt('other', other)
    const receipt = { seq: 1, epoch: 'e' }
    core.reportReceipt('news', receipt, true)
    expect(heard).toHaveBeenCalledExactlyOnceWith(receipt, true)
    expect(other).not.toHaveBeenCalled()
  })

  it.each<[string, KitOptions, boolean, number]>([
    ['once without a key', { appKey: null }, false, 1],
    ['not in production', { appKey: null }, true, 0],
    ['not while its client is on its way', { appKey: null, client: null }, false, 0],
  ])('notes %s that nothing connects', (_, options, isProduction, notes) => {
    const info = vi.spyOn(console, 'info').mockImplementation(() => {})
    core = createCore(options, isProduction)
    core.retain()
    for (let time = 0; time < 2; time += 1) core.setEnabled(true)
    expect(info).toHaveBeenCalledTimes(notes)
  })

  it('that is not enabled does not connect on demand either', async () => {
    create({ enabled: false }).retain()
    await expect(connect(core)).rejects.toMatchObject({ code: 'invalid_config' })
  })
})

describe('the watchdog', () => {
  it('of options that are given again starts no new silence', async () => {
    await connected({ watchdog: 5000 })
    on.mock.network = { loss: 'both' }
    for (let passed = 0; passed < 11_000; passed += 1000) {
      core.update({ ...on.mock.provider, watchdog: 5000 })
      await pass(1000)
    }
    expect(core.connection.getSnapshot().isConnected).toBe(false)
  })

  it('that options bring later watches the present connection', async () => {
    await connected()
    core.update({ ...on.mock.provider, watchdog: 1000 })
    on.mock.network = { loss: 'both' }
    await pass(2100)
    expect(core.connection.getSnapshot().isConnected).toBe(false)
  })

  it('connects nothing after disconnect()', async () => {
    await connected()
    core.connection.disconnect()
    core.update({ ...on.mock.provider, watchdog: 1000 })
    await pass(10_000)
    expect(core.connection.getSnapshot().state).toBe('disconnected')
  })
})

it('the debug log begins and ends with its option', async () => {
  const info = vi.spyOn(console, 'info').mockImplementation(() => {})
  const end = create().retain()
  core.setEnabled(true)
  await vi.waitFor(() => expect(core.connection.getSnapshot().isConnected).toBe(true))
  expect(info).not.toHaveBeenCalled()
  for (let time = 0; time < 2; time += 1) core.update({ ...on.mock.provider, debug: true })
  await vi.waitFor(() => expect(info).toHaveBeenCalledExactlyOnceWith('[PUSHER] Connection connected'))
  core.update({ ...on.mock.provider, debug: true })
  await import('../../../src/client/core/debug-log.ts')
  await on.mock.settled()
  expect(info).toHaveBeenCalledOnce()
  core.update({ ...on.mock.provider, debug: false })
  core.connection.disconnect()
  expect(info).toHaveBeenCalledOnce()
  end()
})
