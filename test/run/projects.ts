import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import type { ViteUserConfig } from 'vitest/config'
import { postcss } from '../../tools/vite/postcss.mjs'
import { reactCompilerPlugin } from '../../tools/vite/react-compiler.mjs'
import { sourceAlias } from '../../tools/vite/source-alias.mjs'
import { browser, browserInstances, engine, playEveryScheme, storyInstances } from './browsers.ts'
import { isNoError } from './no-errors.ts'
import ProgressReporter from './progress-reporter.ts'
import { ProjectSequencer } from './sequencer.ts'
import { isFull, sizes } from './sizes.ts'
import { endToEndLimits, timeLimits as usualLimits } from './time-limits.ts'

const noStyles = fileURLToPath(new URL('../../src/mantine/no-styles.css', import.meta.url))
const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const alias = [
  { find: /^react-pusher-kit\/mantine\/styles\.css$/, replacement: noStyles },
  { find: /^next\/(headers|server)$/, replacement: inRoot('test/examples/next-$1.ts') },
  // The root of a Next.js app, as its own template calls it.
  { find: /^@\/realtime\//, replacement: inRoot('examples/realtime/') },
  { find: /^@\//, replacement: inRoot('examples/next/') },
  ...sourceAlias,
]

const browserDependencies = [
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/notifications',
  '@tanstack/react-query',
  '@testing-library/react',
  '@testing-library/user-event',
  '@noble/hashes/hmac.js',
  '@noble/hashes/legacy.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  'pusher-js',
  'pusher-js/with-encryption',
  'tweetnacl',
  'virtua',
]

const browserTests = 'test/**/*.browser.test.{ts,tsx}'
const ssrTests = 'test/**/*.ssr.test.tsx'
const domRooms = 'test/{primitives,client,react,query,mantine,storybook,recipes}/**/*.test.{ts,tsx}'
/** Code that pages show, run. */
const snippetTests = '{examples,test/{docs,inspector}}/**/*.test.tsx'
/** Tests of hooks, run once more as the React Compiler leaves hooks, tests and examples. */
const compiledRooms = 'test/{react,query,recipes,compiled}/**/*.test.tsx'
const endToEndTests = 'test/e2e/**/*.test.ts'
/** Run by `npm run test:engines`. */
const engineTests = 'test/engines/*.test.ts'
/** Run by tools/tests/test-postgres.mjs, which brings the database. */
const postgresTests = 'test/postgres/**'
/** Run by tools/tests/test-multi-server.mjs, which looks for the databases. */
const multiServerTests = 'test/multi-server/**'
/** Run by tools/tests/test-fastapi.mjs, which looks for a Python. */
const fastApiTests = 'test/fastapi/**'
/** Run by `npm run test:package`, on what is published. */
const packageTests = 'test/package/**'

/** Run by `npm run test:full`: each takes a compiler some seconds. */
const compilerTests = ['test/types/**', 'test/tools/api-reference/examples/**']

/** `npm run test:hunt -- --repeat`; a test of this project begins anew each time. */
const repeating = process.env.REPEATS ? { runner: './test/run/repeating-runner.ts' } : {}

/** With `npm run test:hunt -- --eager` a test looks at every moment. */
const timeLimits = sizes.eager
  ? { ...usualLimits, expect: { poll: { ...usualLimits.expect.poll, interval: 1 } } }
  : usualLimits

/** `npm run test:hunt -- --low` and `--high`. */
const chance = sizes.chance ? ['test/run/extreme-chance.ts'] : []

/** `npm run test:coverage`: the least that the tests of these rooms cover of them, without fuzz and bounds. In percent. */
const coverage: NonNullable<ViteUserConfig['test']>['coverage'] = {
  provider: 'v8',
  include: ['src/{primitives,client,react,protocol,server}/**/*.{ts,tsx}'],
  reporter: ['text-summary'],
  thresholds: {
    'src/client/**': { lines: 97, branches: 93 },
    'src/react/**': { lines: 99, branches: 98 },
    'src/protocol/**': { lines: 99, branches: 95 },
    'src/server/**': { lines: 97, branches: 91 },
  },
}

/** Tests wait more than they compute: one more than there are cores. */
const maxWorkers = availableParallelism() + 1

/** The tests, as `vite.config.ts` hands them to Vitest. */
export const tests: NonNullable<ViteUserConfig['test']> = {
  maxWorkers,
  onConsoleLog: (text) => !isNoError(text),
  reporters: [new ProgressReporter(), ...(process.env.GITHUB_ACTIONS ? ['github-actions'] : [])],
  sequence: { sequencer: ProjectSequencer },
  coverage,
  projects: [
    {
      resolve: { alias },
      test: {
        ...timeLimits,
        name: 'node',
        setupFiles: [...chance, 'test/setup-waiting.ts', 'test/setup-node.ts'],
        provide: sizes,
        environment: 'node',
        isolate: false,
        include: ['test/**/*.test.ts', ssrTests],
        exclude: [
          domRooms.replace('.{ts,tsx}', '.ts'),
          browserTests,
          endToEndTests,
          engineTests,
          postgresTests,
          multiServerTests,
          fastApiTests,
          packageTests,
          ...(isFull ? [] : compilerTests),
        ],
      },
    },
    {
      plugins: [react()],
      resolve: { alias },
      test: {
        ...timeLimits,
        ...repeating,
        name: 'dom',
        environment: 'happy-dom',
        isolate: false,
        provide: sizes,
        include: [domRooms, snippetTests],
        exclude: [browserTests, ssrTests],
        setupFiles: [...chance, 'test/setup-dom.ts'],
      },
    },
    {
      plugins: [reactCompilerPlugin(), react()],
      resolve: { alias },
      test: {
        ...timeLimits,
        name: 'compiled',
        environment: 'happy-dom',
        isolate: false,
        provide: sizes,
        include: [compiledRooms, snippetTests],
        exclude: [browserTests, ssrTests],
        setupFiles: [...chance, 'test/setup-dom.ts'],
      },
    },
    {
      plugins: [react()],
      resolve: { alias },
      css: { postcss },
      // A dependency found in the middle of a run would bring a second React with it.
      optimizeDeps: { include: browserDependencies },
      test: {
        ...timeLimits,
        name: 'browser',
        provide: sizes,
        include: [browserTests],
        setupFiles: [...chance, 'test/setup-browser.ts'],
        browser: { ...browser, instances: browserInstances },
      },
    },
    {
      extends: '.storybook/vite.config.ts',
      plugins: [
        storybookTest({ configDir: '.storybook', storybookScript: 'npm run storybook -- --no-open' }),
      ],
      optimizeDeps: { include: ['axe-core'] },
      test: {
        ...timeLimits,
        name: 'stories',
        setupFiles: [...chance, 'test/setup-stories.ts'],
        provide: { ...sizes, playEveryScheme },
        browser: { ...browser, instances: storyInstances },
      },
    },
    {
      resolve: { alias },
      test: {
        ...endToEndLimits,
        name: 'e2e',
        provide: sizes,
        environment: 'node',
        isolate: false,
        include: [endToEndTests],
        // After the others: the pages of five browsers at once cost twice the work of two.
        sequence: { groupOrder: 1 },
        maxWorkers: availableParallelism(),
      },
    },
    {
      resolve: { alias },
      test: {
        name: 'engines',
        provide: sizes,
        environment: 'node',
        include: engine ? [engineTests] : [],
        testTimeout: 120_000,
        hookTimeout: 120_000,
      },
    },
  ],
}
