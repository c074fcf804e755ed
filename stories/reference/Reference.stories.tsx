import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { press } from '../press.ts'
import { Api } from '../docs-blocks/Api.tsx'
import { StylesApi } from '../docs-blocks/StylesApi.tsx'
import { EntryReference } from './EntryReference.tsx'

/** The pages of the reference as stories, so that they are tested as all others are; readers get them as pages. */
const meta = {
  title: 'Reference/Tests',
  component: EntryReference,
  tags: ['!autodocs', '!dev'],
  parameters: { layout: 'padded' },
} satisfies Meta<typeof EntryReference>

export default meta
type Story = StoryObj<typeof meta>

export const Query: Story = { args: { name: 'react-pusher-kit/query' } }

export const ReactPusherKit: Story = { args: { name: 'react-pusher-kit' } }
export const Channels: Story = { args: { name: 'react-pusher-kit/channels' } }
export const Client: Story = { args: { name: 'react-pusher-kit/client' } }
export const Mantine: Story = { args: { name: 'react-pusher-kit/mantine' } }
export const MantineLabels: Story = {
  args: { name: 'react-pusher-kit/mantine/labels' },
}
export const Mock: Story = { args: { name: 'react-pusher-kit/mock' } }
export const MockVitest: Story = { args: { name: 'react-pusher-kit/mock/vitest' } }
export const Storybook: Story = { args: { name: 'react-pusher-kit/storybook' } }
export const Server: Story = { args: { name: 'react-pusher-kit/server' } }
export const Stores: Story = { args: { name: 'react-pusher-kit/stores' } }
export const DevServer: Story = { args: { name: 'react-pusher-kit/dev-server' } }

/** A link of the index shows an export with the types of its options and results, and nothing else. */
export const Chosen: Story = {
  args: { name: 'react-pusher-kit/query' },
  beforeEach: () => () => history.replaceState(null, '', location.pathname + location.search),
  play: async ({ canvas }) => {
    await expect(canvas.queryAllByRole('region')).toEqual([])
    await press(canvas.getByRole('link', { name: 'useTrigger' }))
    await expect(await canvas.findByRole('region', { name: 'useTrigger' })).toBeVisible()
    await expect(canvas.getByRole('region', { name: 'Receipt' })).toBeVisible()
    await expect(canvas.queryByRole('region', { name: 'useInfiniteEvents' })).not.toBeInTheDocument()
    await expect(canvas.getByRole('link', { name: 'useTrigger', current: true })).toBeVisible()
  },
}

export const Search: Story = {
  args: { name: 'react-pusher-kit/query' },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('searchbox', { name: 'Find in this entry' }), 'payload')
    await expect(await canvas.findByRole('region', { name: 'MessageVariables' })).toBeVisible()
    await expect(canvas.queryByRole('region', { name: 'useTrigger' })).not.toBeInTheDocument()
    await press(canvas.getByRole('searchbox'), 's of nothing')
    await expect(await canvas.findByText('No export has this name.')).toBeVisible()
  },
}

/** What other pages of the documentation show of an export. */
export const OneExport: Story = {
  args: { name: 'react-pusher-kit' },
  render: () => <Api of="usePresence" />,
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: 'usePresence' })).toBeVisible()
    const [options] = canvas.getAllByRole('link', { name: 'UsePresenceOptions' })
    await expect(options).toHaveAttribute('href', '#UsePresenceOptions')
    await expect(canvas.getByRole('region', { name: 'UsePresenceOptions' })).toBeVisible()
    const [elsewhere] = canvas.getAllByRole('link', { name: 'ConfigError' })
    await expect(elsewhere).toHaveAttribute(
      'href',
      '?path=/docs/reference-react-pusher-kit--docs#ConfigError',
    )
  },
}

/** A component, with its props and what the Styles API reaches. */
export const OneComponent: Story = {
  args: { name: 'react-pusher-kit/mantine' },
  render: () => (
    <>
      <Api of="ConnectionBadge" />
      <StylesApi of="ConnectionBadge" />
    </>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('latencyBands?')).toBeVisible()
    await expect(canvas.getByText('pill')).toBeVisible()
    await expect(canvas.getByText('--connection-badge-height', { exact: false })).toBeVisible()
  },
}

/** A class of errors says what to do. */
export const OneError: Story = {
  args: { name: 'react-pusher-kit' },
  render: () => <Api of="HandlerError" />,
  play: async ({ canvas }) => {
    await expect(canvas.getByText('handler_threw')).toBeVisible()
  },
}
