import { defineConfig } from 'vitest/config'

/** The package as it is published: packed once, installed into throw-away projects. Needs the npm registry. */
export default defineConfig({
  test: {
    name: 'package',
    include: ['test/package/*.test.ts'],
    globalSetup: 'test/package/pack.ts',
    hookTimeout: 300_000,
    testTimeout: 120_000,
  },
})
