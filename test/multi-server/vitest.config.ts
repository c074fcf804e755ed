import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = fileURLToPath(new URL('../../src', import.meta.url))

/** The tests of several servers in processes of their own: `npm run test:multi-server` looks for what they need. */
export default defineConfig({
  resolve: { alias: [{ find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` }] },
  test: {
    name: 'multi-server',
    include: ['test/multi-server/**/*.test.ts'],
    // Each file starts several servers and a database, and waits most of the time.
    maxWorkers: 2,
    hookTimeout: 60_000,
    testTimeout: 120_000,
  },
})
