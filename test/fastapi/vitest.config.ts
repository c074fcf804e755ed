import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = fileURLToPath(new URL('../../src', import.meta.url))

/** The tests of examples/fastapi: `npm run test:fastapi` looks for a Python that can run it. */
export default defineConfig({
  resolve: { alias: [{ find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` }] },
  test: {
    name: 'fastapi',
    include: ['test/fastapi/**/*.test.ts'],
    hookTimeout: 60_000,
    testTimeout: 120_000,
  },
})
