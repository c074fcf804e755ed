import Pusher from 'pusher-js'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { watchFile } from './file-leaks.ts'

const random = Math.random
afterEach(() => {
  Math.random = random
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** What is found after a file that does this. */
function leaksOf(file: () => void): string[] {
  const watch = watchFile()
  watch.begin()
  file()
  return watch.end()
}

it('a file that puts everything back leaves nothing', () => {
  const leaks = leaksOf(() => {
    vi.useFakeTimers()
    vi.spyOn(globalThis, 'setTimeout')
    vi.stubGlobal('fetch', undefined)
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
    vi.useRealTimers()
  })
  expect(leaks).toEqual([])
})

it('fake timers are found, and ended', () => {
  const real = setTimeout
  expect(leaksOf(() => void vi.useFakeTimers())).toEqual([expect.stringContaining('vi.useRealTimers()')])
  expect(vi.isFakeTimers()).toBe(false)
  expect(setTimeout).toBe(real)
})

it('a spy on a fake timer, which would bring the fake back in another file', () => {
  const real = setTimeout
  const leaks = leaksOf(() => {
    vi.useFakeTimers()
    vi.spyOn(globalThis, 'setTimeout')
    vi.useRealTimers()
  })
  expect(leaks).toEqual([expect.stringContaining('a spy on setTimeout')])
  vi.restoreAllMocks()
  expect(setTimeout).toBe(real)
})

it('a spy that is restored behind the end of the fake timers', () => {
  const real = setTimeout
  const leaks = leaksOf(() => {
    vi.useFakeTimers()
    vi.spyOn(globalThis, 'setTimeout')
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
  expect(leaks).toEqual(['setTimeout is another one: put it back'])
  expect(setTimeout).toBe(real)
})

it.each([
  ['fetch', () => vi.stubGlobal('fetch', undefined)],
  ['queueMicrotask', () => vi.spyOn(globalThis, 'queueMicrotask').mockReturnValue()],
  ['Math.random', () => vi.spyOn(Math, 'random').mockReturnValue(0)],
  ['Math.random', () => void (Math.random = () => 0)],
  ['Date.now', () => vi.spyOn(Date, 'now').mockReturnValue(0)],
  ['Date.prototype.getHours', () => vi.spyOn(Date.prototype, 'getHours').mockReturnValue(5)],
  ['performance.now', () => vi.spyOn(performance, 'now').mockReturnValue(0)],
  ['console.error', () => vi.spyOn(console, 'error').mockReturnValue()],
])('%s of a stub', (name, stub) => {
  expect(leaksOf(() => void stub())).toEqual([`${name} is another one: put it back`])
  expect(leaksOf(() => {})).toEqual([])
})

it.each(['online', 'offline', 'visibilitychange'])('a listener for "%s"', (type) => {
  const page = new EventTarget()
  vi.stubGlobal('document', page)
  const listener = () => {}
  expect(leaksOf(() => page.addEventListener(type, listener))).toEqual([
    `a listener for "${type}": dispose of the kit, or unmount the component`,
  ])
  const leaks = leaksOf(() => {
    page.addEventListener(type, listener)
    page.removeEventListener(type, listener)
    page.addEventListener('click', listener)
  })
  expect(leaks).toEqual([])
  expect(Object.hasOwn(page, 'addEventListener')).toBe(false)
})

it('a page that is left hidden or offline', () => {
  const navigator = { onLine: true }
  const document = { visibilityState: 'visible' }
  vi.stubGlobal('navigator', navigator)
  vi.stubGlobal('document', document)
  const leaks = leaksOf(() => Object.assign(document, { visibilityState: 'hidden' }))
  expect(leaks).toEqual(['document.visibilityState is another one: put it back'])
  expect(leaksOf(() => Object.assign(navigator, { onLine: false }))).toEqual([
    'navigator.onLine is another one: put it back',
  ])
})

it('a variable of the environment that is left set, changed or deleted', () => {
  vi.stubEnv('LEAKS_KEPT', 'kept')
  vi.stubEnv('LEAKS_CHANGED', 'before')
  onTestFinished(() => void vi.unstubAllEnvs())
  const leaks = leaksOf(() => {
    process.env['LEAKS_NEW'] = 'new'
    process.env['LEAKS_CHANGED'] = 'after'
    delete process.env['LEAKS_KEPT']
  })
  expect(leaks.toSorted()).toEqual([
    'process.env.LEAKS_CHANGED is another one: put it back',
    'process.env.LEAKS_KEPT is another one: put it back',
    'process.env.LEAKS_NEW is another one: put it back',
  ])
  expect('LEAKS_NEW' in process.env).toBe(false)
})

it('a stub of a variable of the environment that is not taken back', () => {
  expect(leaksOf(() => void vi.stubEnv('LEAKS_NEW', 'new'))).toEqual([
    'process.env.LEAKS_NEW is another one: put it back',
  ])
  expect('LEAKS_NEW' in process.env).toBe(false)
})

it('a client that is still connecting, which is ended', () => {
  const leaks = leaksOf(
    () => void new Pusher('key', { cluster: '', wsHost: '127.0.0.1', wsPort: 9, forceTLS: false }),
  )
  expect(leaks).toEqual([expect.stringContaining('a client of pusher-js that is connecting')])
  expect(leaksOf(() => new Pusher('key', { cluster: '' }).disconnect())).toEqual([])
  expect(Pusher.instances.at(-1)?.connection.state).toBe('disconnected')
})
