import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './consumer.ts'

/** The lowest versions that `peerDependencies` lets in. */
describe('with the oldest peers', () => {
  let hooks: Consumer
  let components: Consumer

  beforeAll(async () => {
    hooks = await installConsumer('oldest')
    components = await installConsumer('oldest-mantine')
  })
  afterAll(() => {
    hooks?.remove()
    components?.remove()
  })

  it('. and ./query compile and run: React 18.3, pusher-js 8.4, TanStack Query 5.85.3, Vitest 3.2', async () => {
    await hooks.run('npx', 'tsc', '-p', '.')
    expect(await hooks.run('npx', 'vitest', 'run')).toMatch(/Tests +2 passed/)
  })

  it('./mantine renders: React 19.2, Mantine 9.7.1', async () => {
    const html = await components.run('node', 'render.mjs')
    for (const name of ['ConnectionBadge', 'LogViewer', 'OnlineUsers', 'TypingIndicator', 'RunStatus']) {
      expect(html).toContain(`mantine-${name}-root`)
    }
  })
})
