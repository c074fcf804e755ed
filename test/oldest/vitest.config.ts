import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { timeLimits } from '../run/time-limits.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = `${root}src`
const oldest = `${root}node_modules/.cache/oldest/node_modules`

const peers = ['react', 'react-dom', 'pusher-js', '@tanstack/react-query', '@testing-library/react']

/** The suites of the client, the hooks, the query bridge and the wire, with the lowest versions that `peerDependencies` lets in. */
export default defineConfig({
  root,
  plugins: [react()],
  resolve: {
    alias: [
      { find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` },
      { find: /^react-pusher-kit$/, replacement: `${source}/index.ts` },
      ...peers.map((name) => ({ find: new RegExp(`^${name}(/.+)?$`), replacement: `${oldest}/${name}$1` })),
    ],
  },
  test: {
    ...timeLimits,
    name: 'oldest',
    environment: 'happy-dom',
    isolate: false,
    include: ['test/{client,react,query}/**/*.test.{ts,tsx}', 'test/contract/mock.test.ts'],
    // `*.react19.*` needs a newer React: `Activity` (19.2), and a development build that can be told apart (19.1).
    // `*.pusher85.*` needs a newer pusher-js: 8.4 only logs that a sign-in was refused.
    exclude: ['**/*.browser.test.*', '**/*.ssr.test.tsx', '**/*.react19.test.tsx', '**/*.pusher85.test.ts'],
    setupFiles: ['test/setup-dom.ts'],
  },
})
