import { createMockPusher } from 'react-pusher-kit/mock'
import { afterEach } from 'vitest'

/** `createMockPusher`, whose mocks end with the test. */
export function mockFactory(): typeof createMockPusher {
  const mocks: { dispose(): void }[] = []
  afterEach(() => {
    for (const mock of mocks.splice(0)) mock.dispose()
  })
  return (...args: Parameters<typeof createMockPusher>) => {
    const mock = createMockPusher(...args)
    mocks.push(mock)
    return mock
  }
}
