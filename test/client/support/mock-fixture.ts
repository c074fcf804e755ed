import { createPusherKit, type KitOptions, type PusherKit } from 'react-pusher-kit/client'
import { createMockPusher, type MockPusher, type MockPusherOptions } from 'react-pusher-kit/mock'
import { afterEach, beforeEach } from 'vitest'

/** A mock per test, and kits on it that end with the test. */
export interface MockFixture {
  readonly mock: MockPusher
  kit: (options?: KitOptions) => PusherKit
  /** How often a frame was sent for a channel. */
  sent: (event: string, channel: string) => number
}

export function mockFixture(options?: MockPusherOptions): MockFixture {
  let mock: MockPusher
  let kits: PusherKit[] = []
  beforeEach(() => {
    mock = createMockPusher(options)
  })
  afterEach(() => {
    for (const kit of kits) kit.dispose()
    kits = []
    mock.dispose()
  })
  return {
    get mock() {
      return mock
    },
    kit(kitOptions) {
      const kit = createPusherKit({ ...mock.provider, ...kitOptions })
      kits.push(kit)
      return kit
    },
    sent: (event, channel) =>
      mock.frames.filter((frame) => {
        const named = frame.channel ?? (frame.data as { channel?: string } | null)?.channel
        return frame.direction === 'sent' && frame.event === event && named === channel
      }).length,
  }
}
