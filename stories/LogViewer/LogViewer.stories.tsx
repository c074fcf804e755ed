import { Button } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { createEventLog } from 'react-pusher-kit'
import { LogViewer } from 'react-pusher-kit/mantine'
import { expect, screen, userEvent, waitFor, within } from 'storybook/test'
import { press } from '../press.ts'
import { documented } from '../docs-blocks/documented.ts'
import {
  appendSamples,
  colourLog,
  dayLog,
  oddLog,
  repeatingLog,
  sampleBookmark,
  sampleLog,
} from './sample-log.ts'

const meta = {
  title: 'Components/LogViewer',
  component: LogViewer,
  args: { height: 440, defaultUtc: true },
  parameters: { layout: 'padded' },
} satisfies Meta<typeof LogViewer>

export default meta
type Story = StoryObj<typeof meta>

/** A log of its own each time the story is shown: the story may write to it, and no other story waits for it. */
const onFreshLog = (count: number, capacity = 100_000): Story => ({
  loaders: [() => ({ log: sampleLog(count, capacity) })],
  render: (args, { loaded }) => <LogViewer {...args} log={loaded.log} />,
})

/** Change the props in the controls. */
export const Configurator: Story = {
  args: { log: sampleLog(400), withToolbar: true, withOverview: true, withFooter: true },
  argTypes: documented('LogViewer', {
    height: { control: { type: 'range', min: 200, max: 800, step: 20 } },
    log: { control: false },
    defaultUtc: { control: false },
    withToolbar: { control: 'boolean' },
    withOverview: { control: 'boolean' },
    withFooter: { control: 'boolean' },
  }),
}

export const Empty: Story = { args: { log: createEventLog() } }

/** Sixteen colours, backgrounds, styles, the 256-colour cube and true colour, readable in light and dark. */
export const Colours: Story = { args: { log: colourLog() } }

/** Matches are marked and counted; Enter goes to the previous one, Shift+Enter to the next. */
export const Search: Story = {
  args: { log: sampleLog(400), defaultQuery: { text: 'events' } },
  play: async ({ canvas }) => {
    const field = canvas.getByRole('textbox', { name: 'Search the log' })
    await waitFor(() => expect(canvas.getAllByRole('status')[0]).toHaveTextContent(/^\d+$/))
    await press(field)
    await expect(await canvas.findByText(/^\d+ of \d+$/)).toBeVisible()
  },
}

export const OnlyMatches: Story = {
  args: { log: sampleLog(400), defaultQuery: { text: 'ECONNREFUSED', onlyMatches: true } },
}

/** A regular expression runs in a worker; an invalid one shows a plain message. */
export const BadExpression: Story = {
  args: { log: sampleLog(100), defaultQuery: { text: '(', mode: 'regex' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^This is not a valid regular expression/)).toBeVisible()
    await expect(canvas.getByRole('textbox', { name: 'Search the log' })).toBeInvalid()
  },
}

export const Levels: Story = {
  args: { log: sampleLog(400), defaultQuery: { levels: ['warn', 'error', 'fatal'] } },
}

export const Threads: Story = {
  args: { log: sampleLog(400) },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button', { name: /^Threads/ }))
    const field = await screen.findByRole('textbox', { name: 'Find a thread' })
    await waitFor(() => expect(field).toBeVisible())
    const box = screen.getByRole('checkbox', { name: /^tests/ })
    await press(box, '[Space]')
    // The tick has another colour than the box that it is in, whatever the colours are.
    const tick = box.parentElement?.querySelector('svg') as SVGElement
    await waitFor(() => expect(getComputedStyle(tick).color).not.toBe(getComputedStyle(box).backgroundColor))
  },
}

/** No line is left: the viewer shows the reason, and a button to reset the filters. */
export const FilteredOut: Story = {
  args: { log: sampleLog(400), defaultQuery: { text: 'no line says this', onlyMatches: true } },
}

/** The scroll position stays, and a button shows the number of new lines. */
export const ScrolledUp: Story = {
  ...onFreshLog(400),
  play: async ({ canvas, loaded }) => {
    const lines = canvas.getByRole('region', { name: 'Log lines' })
    lines.focus()
    await userEvent.keyboard('{PageUp}{PageUp}')
    appendSamples(loaded.log, 401, 643)
    await expect(await canvas.findByRole('button', { name: /new lines/ })).toBeVisible()
  },
}

export const Paused: Story = {
  ...onFreshLog(400),
  play: async ({ canvas, loaded }) => {
    await press(canvas.getByRole('button', { name: 'Pause' }))
    appendSamples(loaded.log, 401, 452)
    await expect(await canvas.findByText(/^Paused · \d+ new lines$/)).toBeVisible()
  },
}

/** Old lines above the capacity are dropped and counted. */
export const Full: Story = { args: { log: sampleLog(3000, 1000) } }

/** A million lines, longer than a browser can scroll. */
export const Huge: Story = onFreshLog(1_000_000, 1_000_000)

export const NoWrap: Story = { args: { log: sampleLog(400), defaultWrap: false } }

export const Dense: Story = { args: { log: sampleLog(400), defaultDensity: 'dense' } }

export const WithoutTimestamps: Story = { args: { log: sampleLog(400), defaultTimestamps: 'off' } }

/** 360 px: every control is present, and the lines keep enough space. */
export const Phone: Story = {
  args: { log: sampleLog(400) },
  decorators: [
    (Story) => (
      <div style={{ width: 328, maxWidth: '100%' }}>
        <Story />
      </div>
    ),
  ],
}

export const WithActions: Story = {
  args: {
    log: sampleLog(200),
    actions: (
      <Button size="xs" variant="default">
        Share
      </Button>
    ),
    labels: { empty: 'Nothing was written yet' },
  },
}

export const LinesOnly: Story = {
  args: {
    log: sampleLog(200),
    withToolbar: false,
    withFooter: false,
    withOverview: false,
    defaultHistogram: false,
  },
}

/** `?` lists the keys. */
export const Keys: Story = {
  args: { log: sampleLog(200) },
  play: async ({ canvas }) => {
    canvas.getByRole('region', { name: 'Log lines' }).focus()
    await userEvent.keyboard('?')
    const dialog = await screen.findByRole('dialog', { name: 'Keys' })
    await waitFor(() => expect(dialog).toBeVisible())
  },
}

/** Timestamps, density, download and clear. */
export const Options: Story = {
  args: { log: sampleLog(400) },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button', { name: 'Options' }))
    const utc = await screen.findByRole('menuitemcheckbox', { name: 'UTC' })
    await waitFor(() => expect(utc).toBeVisible())
    await expect(utc).toBeChecked()
  },
}

export const LineNumbers: Story = { args: { log: sampleLog(400), defaultNumbers: true } }

/** Select a line beside its text, extend with Shift or Shift and the arrow keys; the actions appear below. */
export const Chosen: Story = {
  args: { log: sampleLog(400), getPermalink: (seq) => `https://example.org/log#${seq}` },
  play: async ({ canvas }) => {
    canvas.getByRole('region', { name: 'Log lines' }).focus()
    await userEvent.keyboard('{Shift>}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{/Shift}')
    await expect(await canvas.findByText('4 lines selected')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Copy link' })).toBeVisible()
  },
}

/** Consecutive equal lines are shown once, with their number. */
export const Repeats: Story = {
  args: { log: repeatingLog(), defaultCollapse: true },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('×42')).toBeVisible()
  },
}

/** Marked lines; the list keeps their texts after the lines are dropped. */
export const Bookmarks: Story = {
  args: {
    log: sampleLog(3000, 1000),
    defaultBookmarks: [
      { ...sampleBookmark(1200), text: 'this line was dropped long ago' },
      sampleBookmark(2985),
      sampleBookmark(2995),
    ],
  },
  play: async ({ canvas }) => {
    await press(canvas.getByRole('button', { name: '3 bookmarks' }))
    const list = await screen.findByRole('dialog', { name: 'Bookmarks' })
    await press(within(list).getByRole('button', { name: /this line was dropped long ago/ }))
    await waitFor(() => expect(within(list).getByText('No longer in the log')).toBeVisible())
  },
}

/** Lines by time and level. A click selects a time slot; dragging, or Shift with the arrow keys, selects several. */
export const Histogram: Story = {
  args: { log: dayLog() },
  play: async ({ canvas }) => {
    const chart = canvas.getByRole('slider', { name: 'Lines over time' })
    await waitFor(() =>
      expect(chart).toHaveAttribute('aria-valuetext', expect.stringContaining('6,000 lines')),
    )
    chart.focus()
    await userEvent.keyboard('{End}{ArrowLeft}{ArrowLeft}{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}')
    await expect(chart.getAttribute('aria-valuetext')).toMatch(/lines/)
  },
}

/** Other scripts, right-to-left text, emoji, tabs, line breaks and control characters. */
export const OddTexts: Story = { args: { log: oddLog() } }

export const TimeRange: Story = {
  args: {
    log: sampleLog(400),
    defaultQuery: { since: Date.UTC(2026, 10, 21, 9, 30, 10), until: Date.UTC(2026, 10, 21, 9, 30, 20) },
  },
}
