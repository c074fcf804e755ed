/** @jsxRuntime classic */
/**
 * The manager half of the addon: the panel "Pusher". Storybook loads it for `addons: ['react-pusher-kit/storybook']`.
 *
 * @module
 */
// Storybook's manager runs on a React of its own, so its parts never use the automatic JSX runtime of the app.
import React from 'react'
import { addons, types } from 'storybook/manager-api'
import { PusherPanel } from './panel/PusherPanel.tsx'

const addonId = 'react-pusher-kit'

addons.register(addonId, () => {
  addons.add(`${addonId}/panel`, {
    type: types.PANEL,
    title: 'Pusher',
    paramKey: 'pusher',
    match: ({ viewMode }) => viewMode === 'story',
    render: ({ active = false }) => <PusherPanel isActive={active} />,
  })
})
