import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import {
  DirectionProvider,
  MantineProvider,
  mergeThemeOverrides,
  type MantineColorScheme,
} from '@mantine/core'
import type { Decorator, Preview } from '@storybook/react-vite'
import { lazy, type ReactNode } from 'react'
import { configure } from 'storybook/test'
import { labelsAsDefaultProps } from 'react-pusher-kit/mantine/labels'
import { type Locale, locales } from '../stories/locales.ts'
import { watchColorScheme } from './color-scheme.ts'
import { comeToRest } from './come-to-rest.ts'
import { createDocsRenderer } from './docs-renderer.ts'
import { followPage, globalsOfPage } from './page-globals.ts'
import { useHasPlayed, watchPlays } from './played.ts'
import { frameInPage, keepFocusInside } from './story-frame.ts'
import { theme } from './theme.ts'
import { withBreaks } from './toc-labels.ts'

/** A story does not wait for what only a page needs: Storybook's blocks are 6 MB in development. */
const DocsPage = lazy(() => import('./DocsPage.tsx'))

// What a busy machine does late is not missing: one second is too short there.
configure({ asyncUtilTimeout: 10_000 })

watchColorScheme()
watchPlays()
const isInPage = frameInPage() !== null
if (isInPage) {
  keepFocusInside()
  followPage()
}

type Direction = 'auto' | 'ltr' | 'rtl'

interface SurroundingsProps {
  storyId: string
  scheme: MantineColorScheme
  direction: 'ltr' | 'rtl'
  locale: Locale
  /** It asks for English names. */
  hasPlay: boolean
  children: ReactNode
}

function Surroundings({ storyId, scheme, direction, locale, hasPlay, children }: SurroundingsProps) {
  const hasPlayed = useHasPlayed(storyId)
  const { labels } = locales[hasPlay && !hasPlayed ? 'en' : locale]
  return (
    <DirectionProvider key={direction} initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={mergeThemeOverrides(theme, { components: labels ? labelsAsDefaultProps(labels) : {} })}
        defaultColorScheme="auto"
        {...(scheme === 'auto' ? {} : { forceColorScheme: scheme })}
      >
        {children}
      </MantineProvider>
    </DirectionProvider>
  )
}

/** `auto` follows the browser's preference: the tests run every story in a light, a dark and a forced-colours browser. */
const withMantine: Decorator = (Story, context) => {
  const { id, globals } = context
  const locale = globals.locale as Locale
  const chosen = globals.direction as Direction
  const direction = chosen === 'auto' ? locales[locale].direction : chosen
  document.documentElement.dir = direction
  document.documentElement.lang = locale
  return (
    <Surroundings
      storyId={id}
      scheme={globals.colorScheme as MantineColorScheme}
      direction={direction}
      locale={locale}
      hasPlay={'playFunction' in context && context.playFunction !== undefined}
    >
      <Story />
    </Surroundings>
  )
}

const preview: Preview = {
  decorators: [withMantine],
  // Before the addon for accessibility measures: the hooks of a preview run before those of addons.
  afterEach: comeToRest,
  globalTypes: {
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
        icon: 'paragraph',
        dynamicTitle: true,
        items: [
          { value: 'auto', title: 'As the language' },
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
    locale: {
      description: 'Language of the labels',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        dynamicTitle: true,
        items: Object.entries(locales).map(([value, { name }]) => ({ value, title: name })),
      },
    },
  },
  initialGlobals: {
    colorScheme: 'auto',
    direction: 'auto',
    locale: 'en',
    ...(isInPage ? globalsOfPage() : {}),
  },
  parameters: {
    // Axe does not measure targets by default.
    a11y: { test: 'error', options: { rules: { 'target-size': { enabled: true } } } },
    // The colour scheme comes from Mantine.
    backgrounds: { disable: true },
    docs: {
      container: DocsPage,
      renderer: createDocsRenderer,
      toc: {
        title: 'On this page',
        headingSelector: 'h2, h3',
        // Headings of the page only, not of a demo.
        ignoreSelector: '.docs-story *, .docs-gallery *, .skip-toc',
        unsafeTocbotOptions: { headingObjectCallback: withBreaks },
      },
    },
    options: {
      storySort: {
        method: 'alphabetical',
        order: [
          'Start here',
          'Comparison',
          'Concepts',
          [
            'Provider',
            'Channels',
            'Presence',
            'Missed events',
            'Connection state',
            'Important defaults',
            'Languages',
            'How it works',
            'Performance and sizes',
          ],
          'Hooks',
          [
            'usePusherChannel',
            ['Docs', 'Live', '*'],
            'usePusherEvents',
            ['Docs', 'Live', '*'],
            'useEventLog',
            ['Docs', 'Live', '*'],
            'usePresence',
            ['Docs', 'Live', '*'],
            'usePusherConnection',
            ['Docs', 'Live', '*'],
            'useTyping',
            ['Docs', 'Live', '*'],
            'usePusherActions',
            ['Docs', 'Live', '*'],
            'usePusherUser',
            ['Docs', 'Live', '*'],
            'useTrigger',
            ['Docs', 'Live', '*'],
            'useSendMessage',
            ['Docs', 'Live', '*'],
            'usePusherQuery',
            ['Docs', 'Live', '*'],
            'useInfiniteEvents',
            ['Docs', 'Live', '*'],
            'useRealtime',
            ['Docs', 'Live', '*'],
            'useNotificationPermission',
            ['Docs', 'Live', '*'],
            'usePusher',
            ['Docs', 'Live', '*'],
            'useUsage',
            ['Docs', 'Live', '*'],
            'useEventMetrics',
            ['Docs', 'Live', '*'],
            'useBroadcasterStatus',
            ['Docs', 'Live', '*'],
            '*',
            ['Docs', 'Live', '*'],
          ],
          'Components',
          ['*', ['Docs', 'Configurator', 'States', 'Content', 'Filters', 'Network', 'Layout', '*']],
          'Testing',
          'Testing in Storybook',
          'Server',
          [
            'Auth',
            'Policies',
            'Webhooks',
            'Console',
            'Next.js',
            'Next.js server',
            'Deploy',
            'Production',
            'Operate',
            'Fallbacks',
            'Other languages',
            'Python',
            'Errors',
          ],
          'Recipes',
          ['Overview', '*', ['Docs', 'Live', '*']],
          'Migration',
          ['pusher-js', 'pusher-js step by step', 'raw WebSocket', 'Socket.IO', 'use-pusher', 'Laravel Echo'],
          'Troubleshooting',
          'Errors',
          'Reference',
          [
            'react-pusher-kit',
            'channels',
            'client',
            'query',
            'mantine',
            'mantine-labels',
            'mock',
            'mock-vitest',
            'storybook',
            'server',
            'stores',
            'dev-server',
          ],
        ],
      },
    },
    viewport: {
      options: {
        phone: { name: 'Phone (360 px)', styles: { width: '360px', height: '740px' }, type: 'mobile' },
        tablet: { name: 'Tablet (768 px)', styles: { width: '768px', height: '1024px' }, type: 'tablet' },
      },
    },
    controls: { matchers: { color: /(background|color)$/i }, sort: 'requiredFirst' },
  },
}

export default preview
