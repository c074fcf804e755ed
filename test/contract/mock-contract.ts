import { createMockPusher } from 'react-pusher-kit/mock'
import { vi } from 'vitest'
import { signChannel, type App } from '../../src/protocol/index.ts'
import type { Contract } from './contract.ts'

/** The mock as a contract; under fake timers its time is the fake clock's. */
export function mockContract(timers: 'real' | 'fake', app: Partial<App> = {}): Contract {
  if (timers === 'fake') vi.useFakeTimers()
  const mock = createMockPusher({ app })

  async function pass(ms: number): Promise<void> {
    if (timers === 'fake') await vi.advanceTimersByTimeAsync(ms)
    else await new Promise((resolve) => setTimeout(resolve, ms))
  }

  let age = 0
  let restoreDate = (): void => undefined

  /** The mock's time is the host's: with real timers only the date moves, and what is scheduled waits. */
  function moveDate(ms: number): void {
    restoreDate()
    age += ms
    const now = Date.now.bind(Date)
    const spy = vi.spyOn(Date, 'now').mockImplementation(() => now() + age)
    restoreDate = () => spy.mockRestore()
  }

  return {
    app: mock.app,
    connect: (options = {}) => mock.client(options),
    sign(socketId, channel, user) {
      if (!user) return { auth: signChannel(mock.app, socketId, channel) }
      const channelData = JSON.stringify({ user_id: user.id, user_info: user.info })
      return { auth: signChannel(mock.app, socketId, channel, channelData), channel_data: channelData }
    },
    async publish(channel, event, data, socketId) {
      mock.trigger(channel, event, data, socketId === undefined ? {} : { socketId })
    },
    async sendToUser(userId, event, data) {
      mock.sendToUser(userId, event, data)
    },
    async terminateUser(userId) {
      mock.terminateUser(userId)
    },
    drop: (code) => mock.drop({ code }),
    admit(admitted) {
      mock.network = { connect: admitted ? 'accept' : 'refuse' }
    },
    channel: (name) => mock.channel(name),
    webhooks: () => mock.webhooks.flatMap(({ events }) => events),
    async until(condition, what) {
      const deadline = Date.now() + 4000
      while (!condition()) {
        if (Date.now() > deadline) throw new Error(`Expected ${what} within 4 s but it did not come`)
        await pass(1)
      }
    },
    pass,
    async age(ms) {
      if (timers === 'fake') await pass(ms)
      else moveDate(ms)
    },
    async dispose() {
      mock.dispose()
      restoreDate()
      vi.useRealTimers()
    },
  }
}
