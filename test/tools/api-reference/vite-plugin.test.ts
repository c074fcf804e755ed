import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { expect, it, onTestFinished, vi } from 'vitest'
import { apiReference } from '../../../tools/api-reference/vite-plugin.mjs'
import { packageWith } from './documented-package.ts'

it('the Storybook has the comments as they are, also after a change', async () => {
  const root = packageWith()
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [apiReference(root)],
    server: { middlewareMode: true, ws: false },
  })
  onTestFinished(() => server.close())
  const read = async () => (await server.transformRequest('virtual:api-reference'))?.code
  expect(await read()).toContain('Reads the time.')

  const file = join(root, 'src/clock.ts')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Reads the time.', 'Asks the clock.'))
  server.watcher.emit('change', file)
  await vi.waitFor(async () => expect(await read()).toContain('Asks the clock.'))
})
