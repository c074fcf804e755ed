import { Stack, Textarea } from '@mantine/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useTyping } from 'react-pusher-kit'
import { TypingIndicator } from 'react-pusher-kit/mantine'
import type { MockPusher } from 'react-pusher-kit/mock'
import { type MockScript, mockPusherOf, type ScriptStep } from 'react-pusher-kit/storybook'
import { expect, waitFor, within } from 'storybook/test'
import { documented } from '../docs-blocks/documented.ts'
import { channels } from '../channels.ts'
import { press } from '../press.ts'
import { clientOf, type Person, TwoPeople as Apps } from '../two-people.tsx'

const person = (name: string) => ({ id: name, info: { name } })

const meta = {
  title: 'Components/TypingIndicator',
  component: TypingIndicator,
  parameters: { layout: 'padded', pusher: { channels } },
} satisfies Meta<typeof TypingIndicator>

export default meta
type Story = StoryObj<typeof meta>

/** Change the props in the controls. */
const casts = {
  nobody: [],
  one: [person('Ana')],
  two: [person('Ana'), person('Bruno')],
  several: [person('Ana'), person('Bruno'), person('Chiara')],
}

export const Configurator: Story = {
  args: { typing: casts.several, size: 'sm' },
  argTypes: documented('TypingIndicator', {
    typing: { control: 'inline-radio', options: Object.keys(casts), mapping: casts },
    size: { control: 'inline-radio', options: ['xs', 'sm', 'md', 'lg', 'xl'] },
  }),
}

export const Nobody: Story = { args: { typing: [] } }
export const One: Story = { args: { typing: [person('Ana Novak')] } }
export const Two: Story = { args: { typing: [person('Ana'), person('Bruno')] } }
export const Several: Story = {
  args: { typing: [person('Ana'), person('Bruno'), person('Chiara'), person('Dmitri')] },
}
/** A long name is truncated, so the text stays on one line. */
export const LongName: Story = {
  args: { typing: [person('Wolfeschlegelsteinhausenbergerdorff von und zu Hohenstein')], w: 220 },
}

function Room() {
  const { setTyping } = useTyping('presence-room')
  return (
    <Stack gap={4} maw={360}>
      <Textarea
        label="Message"
        autosize
        minRows={2}
        onChange={() => setTyping(true)}
        onBlur={() => setTyping(false)}
      />
      <TypingIndicator channel="presence-room" />
    </Stack>
  )
}

const channel = 'presence-room'
const types = (from: string, typing: boolean, after: number): ScriptStep => ({
  after,
  channel,
  event: 'client-typing',
  data: { typing },
  from,
})

/** Ana and Bruno take turns typing, sometimes both, in a loop. */
const conversation: MockScript = {
  repeat: true,
  steps: [
    { channel, join: { id: 'ana', info: { name: 'Ana' } } },
    { channel, join: { id: 'bruno', info: { name: 'Bruno' } } },
    types('ana', true, 800),
    types('bruno', true, 1800),
    types('ana', false, 1800),
    types('bruno', false, 1500),
  ],
}

export const Conversation: Story = {
  render: () => <Room />,
  parameters: { pusher: { script: conversation } },
  play: async ({ canvas }) => {
    await canvas.findByText('Ana is typing', { selector: '[title]' }, { timeout: 30_000 })
    await canvas.findByText('Ana and Bruno are typing', { selector: '[title]' }, { timeout: 30_000 })
    await canvas.findByText('Bruno is typing', { selector: '[title]' }, { timeout: 30_000 })
  },
}

const people: readonly [Person, Person] = [
  { id: 'ana', info: { name: 'Ana' } },
  { id: 'bruno', info: { name: 'Bruno' } },
]
const signal = (who: Person, typing: boolean, after: number): ScriptStep => ({
  after,
  run: (mock: MockPusher) => void clientOf(mock, who).channel(channel)?.trigger('client-typing', { typing }),
})

/** Ana and Bruno, each in a browser of their own. Type in one of them. */
export const TwoPeople: Story = {
  render: (_, context) => (
    <Apps mock={mockPusherOf(context)} people={people} provider={{ channels }} height={190}>
      {() => <Room />}
    </Apps>
  ),
  parameters: {
    pusher: {
      script: {
        channel,
        steps: [
          signal(people[0], true, 1500),
          signal(people[0], false, 2500),
          signal(people[1], true, 1500),
          signal(people[1], false, 2500),
        ],
        repeat: true,
      },
    },
  },
  play: async ({ canvas }) => {
    const [ana, bruno] = people.map(({ info }) =>
      within(canvas.getByRole('region', { name: info.name })),
    ) as [ReturnType<typeof within>, ReturnType<typeof within>]
    await bruno.findByText('Ana is typing', { selector: '[title]' }, { timeout: 30_000 })
    await press(bruno.getByRole('textbox', { name: 'Message' }), 'Hi')
    await ana.findByText('Bruno is typing', { selector: '[title]' })
  },
}

/** The layout does not shift when members join, type and stop. */
export const Lively: Story = {
  render: () => <Room />,
  play: async (context) => {
    const mock = mockPusherOf(context)
    await mock.subscribed('presence-room')
    const ana = mock.join('presence-room', { id: 'ana', info: { name: 'Ana' } })
    const bruno = mock.join('presence-room', { id: 'bruno', info: { name: 'Bruno' } })
    const { height } = context.canvasElement.getBoundingClientRect()
    ana.trigger('client-typing', { typing: true })
    await context.canvas.findByText('Ana is typing', { selector: '[title]' })
    bruno.trigger('client-typing', { typing: true })
    await context.canvas.findByText('Ana and Bruno are typing', { selector: '[title]' })
    ana.leave()
    await context.canvas.findByText('Bruno is typing', { selector: '[title]' })
    bruno.trigger('client-typing', { typing: false })
    await waitFor(() =>
      expect(context.canvas.queryByText(/typing/, { selector: '[title]' })).not.toBeInTheDocument(),
    )
    await expect(context.canvasElement.getBoundingClientRect().height).toBe(height)
  },
}
