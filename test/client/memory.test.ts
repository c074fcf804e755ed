import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createMockPusher } from 'react-pusher-kit/mock'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCore } from '../../src/client/core/create-core.ts'
import type { KitCore } from '../../src/client/internal.ts'
import { createPresenceChannels } from '../../src/client/presence/presence.ts'
import { createTyping } from '../../src/client/presence/typing.ts'
import { mockFixture } from './support/mock-fixture.ts'

const on = mockFixture()
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes in use once what nobody needs is gone. */
function usedHeap(): number {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}

const uses: Record<string, (core: KitCore, name: string) => void> = {
  'typing that is read for a moment': (core, name) =>
    core
      .feature(createTyping)
      .open(name)
      .subscribe(() => {})(),
  'typing that a render opens and nobody reads': (core, name) => {
    core.feature(createTyping).open(name)
  },
  'presence that is read for a moment': (core, name) =>
    core
      .feature(createPresenceChannels)
      .open(name)
      .subscribe(() => {})(),
  'presence that a render opens and nobody reads': (core, name) => {
    core.feature(createPresenceChannels).open(name)
  },
  'a channel that is held for a moment': (core, name) => core.subscribe(name).release(),
  'an event that is listened to for a moment': (core, name) => core.on(name, 'e', () => {})(),
}

describe('under 200 bytes a channel name are kept', () => {
  const names = Object.keys(uses)
  const grown = new Map<string, number>()

  beforeAll(async () => {
    const mock = createMockPusher()
    const cores = names.map((use) => [use, createCore({ ...mock.provider })] as const)
    const visit = async (use: string, core: KitCore, from: number, to: number) => {
      for (let n = from; n < to; n += 1) uses[use]?.(core, `presence-${n}`)
      await new Promise((resolve) => setTimeout(resolve))
    }
    for (const [use, core] of cores) await visit(use, core, 0, 2000)
    // One look between two uses: each collects all garbage of the worker, which takes long.
    let before = usedHeap()
    for (const [use, core] of cores) {
      await visit(use, core, 2000, 5000)
      const after = usedHeap()
      grown.set(use, after - before)
      before = after
    }
    for (const [, core] of cores) core.dispose()
    mock.dispose()
  })

  it.each(names)('of %s', (use) => {
    expect((grown.get(use) ?? Infinity) / 3000).toBeLessThan(200)
  })
})

it('names of events that only listeners of every event read are not kept either', async () => {
  const kit = on.kit()
  const core = createCore({ ...on.mock.provider })
  const end = core.retain()
  core.setEnabled(true)
  core.onAny('news', () => {})
  core.subscribe('news')
  kit.subscribe('news')
  await on.mock.subscribed('news')
  const channel = core.client.getSnapshot().client?.channel('news') as unknown as {
    emit: (event: string, data: unknown) => void
    callbacks: Record<string, object>
  }
  for (let n = 0; n < 1000; n += 1) channel.emit(`event-${n}`, {})
  expect(Object.keys(channel.callbacks['_callbacks'] ?? {}).length).toBeLessThan(50)
  end()
})

it('names of events that were listened to beside a listener of every event are not kept either', async () => {
  const core = createCore({ ...on.mock.provider })
  const end = core.retain()
  core.setEnabled(true)
  core.onAny('news', () => {})
  core.subscribe('news')
  await on.mock.subscribed('news')
  for (let n = 0; n < 1000; n += 1) core.on('news', `event-${n}`, () => {})()
  const channel = core.client.getSnapshot().client?.channel('news') as unknown as {
    callbacks: Record<string, object>
  }
  expect(Object.keys(channel.callbacks['_callbacks'] ?? {}).length).toBeLessThan(50)
  end()
})

it('listeners of every event get each of them, however many names there are', async () => {
  const core = createCore({ ...on.mock.provider })
  const end = core.retain()
  core.setEnabled(true)
  const received: string[] = []
  core.onAny('news', (event) => received.push(event))
  core.subscribe('news')
  await on.mock.subscribed('news')
  const names = Array.from({ length: 100 }, (_, n) => `event-${n % 40}`)
  for (const name of names) on.mock.trigger('news', name, {})
  await on.mock.settled()
  expect(received).toEqual(names)
  end()
})
