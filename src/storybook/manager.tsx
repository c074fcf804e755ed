/** @jsxRuntime classic */
/**
 * The addon's manager entry: the panel "Pusher". Storybook loads it for `addons: ['react-pusher-kit/storybook']`.
 *
 * @module
 */
// Storybook's manager has its own React, so its components use the classic JSX runtime, not that of the app.
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
