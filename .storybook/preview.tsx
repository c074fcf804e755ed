import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import { DirectionProvider, MantineProvider, type MantineColorScheme } from '@mantine/core'
import type { Decorator, Preview } from '@storybook/react-vite'
import { mockPusherToolbar, startMockPusher, withMockPusher } from 'react-pusher-kit/storybook'
import { DocsPage } from './DocsPage.tsx'
import { theme } from './theme.ts'

type Direction = 'ltr' | 'rtl'

/** `auto` follows the browser's preference: the tests run every story in a light, a dark and a forced-colours browser. */
const withMantine: Decorator = (Story, { globals }) => {
  const scheme = globals.colorScheme as MantineColorScheme
  const direction = globals.direction as Direction
  document.documentElement.dir = direction
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        {...(scheme === 'auto' ? {} : { forceColorScheme: scheme })}
      >
        <Story />
      </MantineProvider>
    </DirectionProvider>
  )
}

const preview: Preview = {
  beforeEach: startMockPusher,
  decorators: [withMockPusher, withMantine],
  globalTypes: {
    ...mockPusherToolbar,
    colorScheme: {
      description: 'Colour scheme',
      toolbar: {
        title: 'Colour scheme',
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'auto', title: 'System', icon: 'browser' },
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
    direction: {
      description: 'Text direction',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  initialGlobals: { colorScheme: 'auto', direction: 'ltr' },
  parameters: {
    a11y: { test: 'error' },
    // The colour scheme comes from Mantine.
    backgrounds: { disable: true },
    docs: { container: DocsPage },
    options: {
      storySort: {
        method: 'alphabetical',
        order: [
          'Start here',
          'Concepts',
          ['Provider', 'Channels', 'Presence', 'Nothing lost', 'Connection truth'],
          'Hooks',
          'Components',
          ['*', ['Docs', 'Configurator', '*']],
          'Testing',
          'Server',
          ['Auth', 'Policies', 'Webhooks', 'Deploy'],
          'Recipes',
          ['Overview', '*', ['Docs', 'Lively', '*']],
          'Migration',
          'Errors',
          'Reference',
        ],
      },
    },
    controls: { matchers: { color: /(background|color)$/i }, sort: 'requiredFirst' },
  },
}

export default preview
