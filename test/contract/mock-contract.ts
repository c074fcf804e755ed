import { createMockPusher } from 'react-pusher-kit/mock'
import { vi } from 'vitest'
import { signChannel, type App } from '../../src/protocol/index.ts'
import { patience } from '../run/time-limits.ts'
import type { Contract } from './contract.ts'

/** The mock as a contract; under fake timers its time is the fake clock's. */
export function mockContract(timers: 'real' | 'fake', app: Partial<App> = {}): Contract {
  if (timers === 'fake') vi.useFakeTimers()
  const mock = createMockPusher({ app })

  async function pass(ms: number): Promise<void> {
    if (timers === 'fake') await vi.advanceTimersByTimeAsync(ms)
    else await new Promise((resolve) => setTimeout(resolve, ms))
  }

  /** As `pass(1)`, without the 4 ms that a browser makes of each timer. */
  async function step(): Promise<void> {
    if (timers === 'real') return pass(1)
    vi.advanceTimersByTime(1)
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      const come = () => {
        port1.close()
        resolve(undefined)
      }
      port1.addEventListener('message', come, { once: true })
      port1.start()
      port2.postMessage(null)
    })
  }

  let age = 0
  let restoreClocks = (): void => undefined

  /** The mock's time is the host's: with real timers only its clocks move, and what is scheduled waits. */
  function moveClocks(ms: number): void {
    restoreClocks()
    age += ms
    const spies = [Date, performance].map((clock) => {
      const now = clock.now.bind(clock)
      return vi.spyOn(clock, 'now').mockImplementation(() => now() + age)
    })
    restoreClocks = () => spies.forEach((spy) => spy.mockRestore())
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
      const deadline = Date.now() + patience
      while (!condition()) {
        if (Date.now() > deadline)
          throw new Error(`Expected ${what} within ${patience} ms but it did not come`)
        await step()
      }
    },
    pass,
    async age(ms) {
      if (timers === 'fake') await pass(ms)
      else moveClocks(ms)
    },
    async dispose() {
      mock.dispose()
      restoreClocks()
      vi.useRealTimers()
    },
  }
}
