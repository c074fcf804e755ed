import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { browserArguments, findBrowser } from './scripts/browser.mjs'

const source = fileURLToPath(new URL('./src', import.meta.url))

/** Tests import the package by its name, as a user does, and get the source. */
const alias = [
  { find: /^react-pusher-kit\/mantine\/styles\.css$/, replacement: `${source}/mantine/no-styles.css` },
  { find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` },
  { find: /^react-pusher-kit$/, replacement: `${source}/index.ts` },
]

const executablePath = await findBrowser()
const launchOptions = { args: browserArguments, ...(executablePath ? { executablePath } : {}) }
const chromium = playwright({ launchOptions })

/** The browser of a reader with these preferences. */
const preferring = (contextOptions: { colorScheme?: 'dark'; forcedColors?: 'active' }) =>
  playwright({ launchOptions, contextOptions })

const browser = {
  enabled: true,
  headless: true,
  provider: chromium,
  instances: [{ browser: 'chromium' as const }],
  isolate: false,
  screenshotFailures: false,
}

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
  'anser',
  'pusher-js',
  'pusher-js/with-encryption',
  'tweetnacl',
  'virtua',
]

const browserTests = 'test/**/*.browser.test.{ts,tsx}'
const ssrTests = 'test/**/*.ssr.test.tsx'
const domRooms = 'test/{client,react,query,mantine,storybook,recipes}/**/*.test.{ts,tsx}'
/** Code that pages show, run. */
const snippetTests = '{examples,test/docs}/**/*.test.tsx'
const endToEndTests = 'test/e2e/**/*.test.ts'
/** Run by scripts/test-postgres.mjs, which brings the database. */
const postgresTests = 'test/postgres/**'
/** Run by `npm run test:package`, on what is published. */
const packageTests = 'test/package/**'

export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['src/**/*.{ts,tsx}'] },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts', ssrTests],
          exclude: [
            domRooms.replace('.{ts,tsx}', '.ts'),
            browserTests,
            endToEndTests,
            postgresTests,
            packageTests,
          ],
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: [domRooms, snippetTests],
          exclude: [browserTests, ssrTests],
          setupFiles: ['test/setup-dom.ts'],
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        // A dependency found in the middle of a run would bring a second React with it.
        optimizeDeps: { include: browserDependencies },
        test: {
          name: 'browser',
          include: [browserTests],
          setupFiles: ['test/setup-browser.ts'],
          browser,
        },
      },
      {
        plugins: [
          storybookTest({ configDir: '.storybook', storybookScript: 'npm run storybook -- --no-open' }),
        ],
        test: {
          name: 'stories',
          setupFiles: ['test/setup-stories.ts'],
          // Every story runs as a reader in the light, in the dark and with forced colours would see it.
          browser: {
            ...browser,
            instances: [
              { browser: 'chromium' as const, name: 'stories (light)' },
              {
                browser: 'chromium' as const,
                name: 'stories (dark)',
                provider: preferring({ colorScheme: 'dark' }),
              },
              {
                browser: 'chromium' as const,
                name: 'stories (forced colours)',
                provider: preferring({ forcedColors: 'active' }),
              },
            ],
          },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          environment: 'node',
          include: [endToEndTests],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
