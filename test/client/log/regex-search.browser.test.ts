import { createEventLog, RegexTimeoutError } from 'react-pusher-kit/client'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A worker of a machine that is busy elsewhere: it starts late. */
class LateWorker extends Worker {
  constructor(url: string) {
    const script = `
      const start = performance.now() + 400
      while (performance.now() < start);
      importScripts(${JSON.stringify(url)})`
    super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
  }
}

function search(text: string, line: string) {
  const log = createEventLog()
  log.append({ seq: 1, event: 'log', data: { text: line }, timestamp: 0 })
  return log.query({ text, mode: 'regex' })
}

test('the start of a worker does not count as time of the expression', async () => {
  vi.stubGlobal('Worker', LateWorker)
  const result = search('^a+$', 'aaa')
  await vi.waitFor(() => {
    expect(result.getSnapshot().done).toBe(true)
  })
  expect([result.getSnapshot().error, result.size]).toEqual([null, 1])
})

test('an expression that explodes is ended, however late its worker started', async () => {
  vi.stubGlobal('Worker', LateWorker)
  const result = search('^(a+)+$', `${'a'.repeat(60)}!`)
  await vi.waitFor(
    () => {
      expect(result.getSnapshot().error).toBeInstanceOf(RegexTimeoutError)
    },
    { timeout: 3000 },
  )
})

test('where a policy forbids the worker, the expression is run in place', async () => {
  class ForbiddenWorker extends EventTarget {
    constructor() {
      super()
      queueMicrotask(() => this.dispatchEvent(new Event('error')))
    }
    postMessage(): void {}
    terminate(): void {}
  }
  vi.stubGlobal('Worker', ForbiddenWorker)
  const result = search('^a+$', 'aaa')
  await vi.waitFor(() => {
    expect(result.getSnapshot().done).toBe(true)
  })
  expect(result.size).toBe(1)
})
