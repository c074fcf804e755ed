import { afterAll, beforeAll } from 'vitest'
import { watchFile } from './file-leaks.ts'

/** Makes a file fail that leaves something behind for the next one of its worker. Call in a setup file, before other hooks. */
export function failOnLeaks(): void {
  const file = watchFile()
  beforeAll(file.begin)

  // The first hook that is added is the last one that runs.
  afterAll(async () => {
    // A provider that is unmounted disposes of its kit a microtask later.
    await Promise.resolve()
    const leaks = file.end()
    if (leaks.length === 0) return
    throw new Error(
      `Expected the file to leave nothing behind for the next one but got:\n${leaks.join('\n')}`,
    )
  })
}
