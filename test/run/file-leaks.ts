import Pusher from 'pusher-js'
import { vi } from 'vitest'
import { endClient } from './end-client.ts'

/** What page events reach code of another test. */
const pageEvents = new Set(['online', 'offline', 'visibilitychange'])

/** What tests spy on or replace, beside the globals themselves. */
const places: Record<string, () => object | undefined> = {
  globalThis: () => globalThis,
  Math: () => Math,
  Date: () => Date,
  'Date.prototype': () => Date.prototype,
  performance: () => performance,
  console: () => console,
  document: () => (typeof document === 'undefined' ? undefined : document),
  navigator: () => (typeof navigator === 'undefined' ? undefined : navigator),
}

/** Names that change in a file without harm to another one: the last event, and what React Testing Library sets. */
const changing = new Set(['event', 'IS_REACT_ACT_ENVIRONMENT', 'RTL_SKIP_AUTO_CLEANUP'])

interface Kept {
  readonly holder: Record<string, unknown>
  readonly key: string
  readonly name: string
  readonly value: unknown
}

/** The look after a test file. */
export interface FileWatch {
  /** Its modules are there: libraries listen to the page from their import on, and never stop. */
  begin: () => void
  /** What the file has left changed, as sentences; empty where it has put everything back. Puts it back itself. */
  end: () => string[]
}

/**
 * Files of a project with `isolate: false` share the globals of their worker: a fake timer that one of them leaves
 * behind stops the next one. Start before the file is imported, begin before its first hook, and end after its last.
 */
export function watchFile(): FileWatch {
  const kept = keepAll()
  const env = keepEnv()
  const clients = new Set(Pusher.instances)
  let stopCounting: () => string[] = () => []

  function findChanged() {
    return kept.filter(({ holder, key, value }) => !Object.is(holder[key], value))
  }

  function putBack({ holder, key, value }: Kept) {
    Object.defineProperty(holder, key, { value, configurable: true, enumerable: true, writable: true })
  }

  return {
    begin() {
      stopCounting = countPageListeners()
    },
    end() {
      const leaks = stopCounting()
      if (vi.isFakeTimers()) leaks.push('fake timers: call vi.useRealTimers()')
      vi.useRealTimers()
      const changed = findChanged()
      leaks.push(...changed.map(({ name }) => `${name} is another one: put it back`))
      changed.forEach(putBack)
      vi.restoreAllMocks()
      const returned = findChanged()
      leaks.push(
        ...returned.map(
          ({ name }) => `a spy on ${name}: restore it, before vi.useRealTimers() if it was a fake`,
        ),
      )
      returned.forEach(putBack)
      leaks.push(...env.end(), ...endClients(clients))
      return leaks
    },
  }
}

function keepAll(): Kept[] {
  const kept: Kept[] = []
  for (const [place, find] of Object.entries(places)) {
    const holder = find() as Record<string, unknown> | undefined
    if (!holder) continue
    for (const key of namesOf(holder)) {
      const value = holder[key]
      // What is made anew at each reading says nothing.
      if (changing.has(key) || !Object.is(holder[key], value)) continue
      kept.push({ holder, key, value, name: place === 'globalThis' ? key : `${place}.${key}` })
    }
  }
  return kept
}

/** Variables of the environment, which processes that a later file starts inherit. A page has none. */
function keepEnv(): { end: () => string[] } {
  const env = typeof process === 'undefined' ? {} : process.env
  const before = { ...env }
  return {
    end() {
      const names = [...new Set([...Object.keys(before), ...Object.keys(env)])]
      const changed = names.filter((name) => env[name] !== before[name])
      for (const name of changed) {
        if (before[name] === undefined) delete env[name]
        else env[name] = before[name]
      }
      // Or it would put its own value back in another file.
      vi.unstubAllEnvs()
      return changed.map((name) => `process.env.${name} is another one: put it back`)
    },
  }
}

/** Ends the clients since then, whose timers would go on under a later file's fake ones; says which were not ended. */
function endClients(before: ReadonlySet<Pusher>): string[] {
  const ended = new Set(['initialized', 'disconnected', 'failed'])
  return Pusher.instances
    .filter((client) => !before.has(client))
    .flatMap((client) => {
      const { state } = client.connection
      endClient(client)
      return ended.has(state)
        ? []
        : [`a client of pusher-js that is ${state}: disconnect it, or dispose of the mock or the kit`]
    })
}

function namesOf(holder: object): string[] {
  if (holder === globalThis) return Object.getOwnPropertyNames(holder).filter((key) => !key.startsWith('__'))
  const names = new Set(Object.getOwnPropertyNames(holder))
  for (const key of ['now', 'onLine', 'visibilityState', 'hidden']) if (key in holder) names.add(key)
  return [...names]
}

/** Returns what ends the count, and says which listeners of `pageEvents` are left. */
function countPageListeners(): () => string[] {
  const targets = [globalThis, typeof document === 'undefined' ? undefined : document]
  const ends = targets.map((target) => (target ? countListeners(target) : () => []))
  return () => ends.flatMap((end) => end())
}

function countListeners(target: Partial<EventTarget>): () => string[] {
  const { addEventListener: add, removeEventListener: remove } = target
  if (!add || !remove) return () => []
  const left = new Map<unknown, Set<string>>()
  const own = Object.getOwnPropertyDescriptors(target)
  const counted = {
    addEventListener(type: string, listener: never, options?: never) {
      if (listener && pageEvents.has(type)) left.set(listener, (left.get(listener) ?? new Set()).add(type))
      add.call(target, type, listener, options)
    },
    removeEventListener(type: string, listener: never, options?: never) {
      left.get(listener)?.delete(type)
      remove.call(target, type, listener, options)
    },
  }
  for (const [key, value] of Object.entries(counted)) {
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true })
  }
  return () => {
    for (const key of ['addEventListener', 'removeEventListener'] as const) {
      const before = own[key]
      if (before) Object.defineProperty(target, key, before)
      else delete target[key]
    }
    const types = [...left.values()].flatMap((each) => [...each])
    return types.map((type) => `a listener for "${type}": dispose of the kit, or unmount the component`)
  }
}
