import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import remarkGfm from 'remark-gfm'

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
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: [
    '@storybook/addon-vitest',
    '@storybook/addon-a11y',
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm] } } },
    },
  ],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Stories import the package by its name, as a user does, and get the source.
  viteFinal: (vite) => ({
    ...vite,
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
  typescript: { reactDocgen: 'react-docgen' },
}

export default config
