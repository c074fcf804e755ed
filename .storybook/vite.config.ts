import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { apiReference } from '../tools/api-reference/vite-plugin.mjs'
import { llmsPages } from '../tools/llms/vite-plugin.mjs'
import { quickStart } from '../tools/storybook/quick-start.mjs'
import { postcss } from '../tools/vite/postcss.mjs'
import { sourceAlias } from '../tools/vite/source-alias.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = fileURLToPath(new URL('../src', import.meta.url))

const dependencies = [
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/notifications',
  '@tanstack/react-query',
  '@noble/hashes/hmac.js',
  '@noble/hashes/legacy.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  'pusher-js',
  'pusher-js/with-encryption',
  'react-dom/client',
  'tweetnacl',
  'virtua',
  'zod',
]

/** The Storybook, in development, built, and as the `stories` project of the tests. */
export default defineConfig({
  plugins: [apiReference(root), llmsPages(root), ...quickStart(source)],
  css: { postcss },
  // Known before the first story asks for them: a dependency found later would reload the page in mid-test.
  optimizeDeps: { include: dependencies },
  resolve: { alias: sourceAlias },
})
