import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { LineQueue } from '../../../../src/dev-server/cli/pipe/line-queue.ts'
import { sendAll } from '../../../../src/dev-server/cli/pipe/sender.ts'

afterEach(() => {
  vi.useRealTimers()
})

it.each([-3_600_000, 3_600_000])(
  'an outage is as long as the time that passes, with a clock set by %d ms',
  async (jump) => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const server = createServer((_, response) => response.end('{}'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const queue = new LineQueue()
    await queue.put({ text: 'x', thread_id: 't', level: 'info', timestamp: 0 })
    queue.end()
    let attempts = 0
    const findTarget = () => {
      attempts += 1
      if (attempts === 1) return null
      vi.setSystemTime(Date.now() + jump)
      return attempts === 2 ? null : { url, token: null }
    }
    const report = await sendAll({ queue, findTarget, maxWait: 60_000, signal: new AbortController().signal })
    expect(report).toEqual({ sent: 1, notAccepted: 0, reason: null })
    await new Promise((resolve) => server.close(resolve))
  },
)

it('gives up after the longest wait, also with a clock that is set back', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const queue = new LineQueue()
  await queue.put({ text: 'x', thread_id: 't', level: 'info', timestamp: 0 })
  queue.end()
  const findTarget = () => {
    vi.setSystemTime(Date.now() - 3_600_000)
    return null
  }
  const report = await sendAll({ queue, findTarget, maxWait: 350, signal: new AbortController().signal })
  expect(report).toEqual({ sent: 0, notAccepted: 1, reason: 'no dev server was ever started here' })
})
