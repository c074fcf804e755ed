import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = fileURLToPath(new URL('../../src', import.meta.url))

/** The tests that need a PostgreSQL in `DATABASE_URL`. */
export default defineConfig({
  resolve: { alias: [{ find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` }] },
  test: {
    name: 'postgres',
    include: ['test/postgres/**/*.test.ts'],
    hookTimeout: 60_000,
    testTimeout: 120_000,
  },
})
