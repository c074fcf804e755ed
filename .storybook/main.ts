import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import remarkGfm from 'remark-gfm'
import { apiReference } from '../scripts/api-reference/vite-plugin.mjs'
import { quickStart } from '../scripts/storybook/quick-start.mjs'

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
  'anser',
  'pusher-js',
  'pusher-js/with-encryption',
  'react-dom/client',
  'tweetnacl',
  'virtua',
  'zod',
]

const config: StorybookConfig = {
  // It reads every module of the project while the first story waits.
  features: { changeDetection: false },
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: [
    '@storybook/addon-vitest',
    '@storybook/addon-a11y',
    fileURLToPath(new URL('addon.ts', import.meta.url)),
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm] } } },
    },
  ],
  core: {
    builder: fileURLToPath(new URL('../scripts/storybook/builder-vite/index.js', import.meta.url)),
    disableTelemetry: true,
    disableWhatsNewNotifications: true,
  },
  // Stories import the package by its name, as a user does, and get the source.
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), apiReference(root), ...quickStart(source)],
    // Known before the first story asks for them: a dependency found later would reload the page in mid-test.
    optimizeDeps: { ...vite.optimizeDeps, include: [...(vite.optimizeDeps?.include ?? []), ...dependencies] },
    resolve: {
      ...vite.resolve,
      alias: [
        { find: /^react-pusher-kit\/(.+)$/, replacement: `${source}/$1.ts` },
        { find: /^react-pusher-kit$/, replacement: `${source}/index.ts` },
        ...(Array.isArray(vite.resolve?.alias)
          ? vite.resolve.alias
          : Object.entries(vite.resolve?.alias ?? {}).map(([find, replacement]) => ({ find, replacement }))),
      ],
    },
  }),
  // The tables of props are the API reference's, read from the types in a second; react-docgen takes eight.
  typescript: { reactDocgen: false },
}

export default config
