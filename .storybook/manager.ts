import { STORY_PREPARED } from 'storybook/internal/core-events'
import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming/create'

const base = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'

addons.setConfig({
  theme: create({ base, brandTitle: 'react-pusher-kit', brandUrl: './' }),
  // With roots, pages without a folder would stand above all folders, whatever the order says.
  sidebar: { showRoots: false },
})

const [controls, pusher] = ['addon-controls', 'react-pusher-kit/panel']

// A story on a mock opens on the panel of its mock, and a configurator on its controls. Other panels stay as chosen.
addons.register('first-panel', (api) => {
  api.on(STORY_PREPARED, ({ id, parameters }: { id: string; parameters?: Record<string, unknown> }) => {
    const selected = api.getSelectedPanel()
    if (id !== api.getUrlState().storyId || (selected !== controls && selected !== pusher)) return
    api.setSelectedPanel(parameters?.['pusher'] && !id.endsWith('--configurator') ? pusher : controls)
  })
})
