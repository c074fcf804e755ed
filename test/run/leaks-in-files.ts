import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { watchFile } from './file-leaks.ts'

/** Makes a file fail that leaves something behind for the next one of its worker. Call in a setup file, before other hooks. */
export function failOnLeaks(): void {
  const file = watchFile()
  beforeAll(file.begin)

  // The first hook that is added is the last one that runs.
  afterAll(async () => {
    // A provider that is unmounted disposes of its kit a microtask later.
    await nextTurn()
    await closeKeptConnections()
    const leaks = file.end()
    if (leaks.length === 0) return
    throw new Error(
      `Expected the file to leave nothing behind for the next one but got:\n${leaks.join('\n')}`,
    )
  })
}

/** Where Node's `fetch` finds what holds its connections, since its first call. */
const dispatcher = Symbol.for('undici.globalDispatcher.1')

/**
 * Node's `fetch` keeps connections, and sets a timer for each some turns after its response, which would be one of the
 * next file's fake timers.
 */
async function closeKeptConnections(): Promise<void> {
  const holder = globalThis as unknown as Record<symbol, Dispatcher | undefined>
  const used = holder[dispatcher]
  if (!used) return
  holder[dispatcher] = new used.constructor()
  await used.destroy()
}

interface Dispatcher {
  readonly constructor: new () => Dispatcher
  destroy: () => Promise<void>
}
