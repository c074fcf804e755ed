import type { StorybookConfig } from '@storybook/react-vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../*.stories.tsx'],
  addons: ['react-pusher-kit/storybook'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
}

export default config
