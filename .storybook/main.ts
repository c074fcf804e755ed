import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import remarkGfm from 'remark-gfm'
import { remarkNumbers } from '../stories/docs-blocks/numbers.ts'
import { siteHead } from '../tools/storybook/site-head.mjs'

const config: StorybookConfig = {
  // It reads every module of the project while the first story waits.
  features: { changeDetection: false },
  framework: {
    name: '@storybook/react-vite',
    options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } },
  },
  staticDirs: ['./public'],
  managerHead: (head = '', { configType }) =>
    configType === 'PRODUCTION' ? `${head}\n${siteHead(process.env['SITE_URL'])}` : head,
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: [
    '@storybook/addon-vitest',
    '@storybook/addon-a11y',
    fileURLToPath(new URL('addon.ts', import.meta.url)),
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm, remarkNumbers] } } },
    },
  ],
  core: {
    disableTelemetry: true,
    disableWhatsNewNotifications: true,
  },
  // The tables of props are the API reference's, read from the types in a second; react-docgen takes eight.
  typescript: { reactDocgen: false },
}

export default config
