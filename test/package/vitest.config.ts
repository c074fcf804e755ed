import { defineConfig } from 'vitest/config'

/** The package as it is published: packed once, installed into throw-away projects. Needs the npm registry. */
export default defineConfig({
  test: {
    name: 'package',
    include: ['test/package/*.test.ts'],
    globalSetup: 'test/package/pack.ts',
    // While one waits for npm, the other computes.
    maxWorkers: 2,
    // A test builds the package twice, or installs it: minutes on a slow machine, beside the other lane of `.ci/run`.
    hookTimeout: 600_000,
    testTimeout: 600_000,
  },
})
