import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming/create'

const base = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'

addons.setConfig({
  theme: create({ base, brandTitle: 'react-pusher-kit', brandUrl: './' }),
  // With roots, pages without a folder would stand above all folders, whatever the order says.
  sidebar: { showRoots: false },
})
