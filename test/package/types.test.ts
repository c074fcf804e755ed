import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await installConsumer('types')
})
afterAll(() => consumer.remove())

/** Every error of the compiler, in one line each. */
async function typeErrors(...args: string[]): Promise<string[]> {
  try {
    await consumer.run('node', ...args)
    return []
  } catch (error) {
    const errors = String(error)
      .split('\n')
      .filter((line) => line.includes(': error TS'))
    if (errors.length === 0) throw error
    return errors
  }
}

/** `skipLibCheck` is off, so our declarations are checked too. Mantine's are not clean, and not ours to mend. */
it.each([
  ['typescript', 'nodenext', 'nodenext'],
  ['typescript', 'esnext', 'bundler'],
  ['typescript-5.9', 'nodenext', 'nodenext'],
  ['typescript-5.9', 'esnext', 'bundler'],
])('compile with %s, module %s, moduleResolution %s', async (compiler, module, moduleResolution) => {
  const tsc = `node_modules/${compiler}/bin/tsc`
  const errors = await typeErrors(tsc, '--module', module, '--moduleResolution', moduleResolution)
  expect(errors.filter((error) => !error.startsWith('node_modules/@mantine/'))).toEqual([])
})
