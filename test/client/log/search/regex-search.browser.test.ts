import { createEventLog, RegexRefusedError, RegexTimeoutError } from 'react-pusher-kit/client'
import { afterEach, expect, it, vi } from 'vitest'

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

it('the start of a worker does not count as time of the expression', async () => {
  vi.stubGlobal('Worker', LateWorker)
  const result = search('^a+$', 'aaa')
  await vi.waitFor(() => {
    expect(result.getSnapshot().done).toBe(true)
  })
  expect([result.getSnapshot().error, result.size]).toEqual([null, 1])
})

it('an expression that explodes is ended, however late its worker started', async () => {
  vi.stubGlobal('Worker', LateWorker)
  const result = search('^(a+)+$', `${'a'.repeat(60)}!`)
  await vi.waitFor(
    () => {
      expect(result.getSnapshot().error).toBeInstanceOf(RegexTimeoutError)
    },
    { timeout: 30_000 },
  )
})

it('where a policy forbids the worker, an expression that cannot explode is run in place', async () => {
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

/** What a page under this content security policy makes of a search. */
async function searchUnder(policy: string, text: string, line: string) {
  const frame = document.createElement('iframe')
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = `<meta http-equiv="content-security-policy" content="${policy}">`
  document.body.append(frame)
  await loaded
  const inside = frame.contentWindow as Window & typeof globalThis
  // The search runs here with the workers of that page.
  vi.stubGlobal('Worker', inside.Worker)
  vi.stubGlobal('Blob', inside.Blob)
  vi.stubGlobal('URL', inside.URL)
  const result = search(text, line)
  await vi.waitFor(() => {
    const { done, error } = result.getSnapshot()
    expect(done || error !== null).toBe(true)
  })
  frame.remove()
  return result
}

const forbidding = "worker-src 'none'"

it('under a policy that forbids workers, a hostile expression is refused at once', async () => {
  const line = `${'a'.repeat(32)}!`
  const result = await searchUnder(forbidding, '^(a+)+$', line)
  expect(result.getSnapshot().error).toBeInstanceOf(RegexRefusedError)
  expect(result.getSnapshot().error?.message).toContain('worker-src blob:')
})

it('under a policy that forbids workers, a simple expression finds its lines', async () => {
  const result = await searchUnder(forbidding, 'error.*timeout', 'an error: timeout')
  expect([result.getSnapshot().error, result.size]).toEqual([null, 1])
})

it('under a policy that permits workers from blob: URLs, every expression is run', async () => {
  const result = await searchUnder('worker-src blob:', '^(an|b).*(x|t).*$', 'an error: timeout')
  expect([result.getSnapshot().error, result.size]).toEqual([null, 1])
})
