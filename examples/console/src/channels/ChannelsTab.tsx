import { Button, Table, TextInput } from '@mantine/core'
import { useState } from 'react'
import { timeOf } from '../../../../src/inspector/index.ts'
import type { ConsoleChannel, ConsoleChannels } from '../feed/answers.ts'
import { useConsole } from '../feed/console-context.ts'
import { useRoute } from '../feed/useRoute.ts'
import { Notice } from '../shell/Notice.tsx'
import { setField, useQuery } from '../shell/router.ts'
import classes from '../shell/TablePage.module.css'
import { ChannelDetail } from './ChannelDetail.tsx'
import ownClasses from './ChannelsTab.module.css'

const choose = (name: string): void => setField('channel', name)

/** The occupied channels of the app. The URL contains the selected one. */
export default function ChannelsTab() {
  const { config } = useConsole()
  const { data, error } = useRoute<ConsoleChannels>('channels')
  const query = useQuery()
  const [text, setText] = useState('')
  const chosen = query.get('channel')

  if (!data) {
    if (error === null) return <main />
    return <Notice title="The channels cannot be read">{error}</Notice>
  }
  const shown = data.channels.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
  return (
    <main className={classes.main}>
      <div className={classes.bar}>
        <TextInput
          size="xs"
          type="search"
          aria-label="Search the channels"
          placeholder="Search"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <span className={classes.quiet} role="status">
          {shown.length} of {data.total} occupied channels
          {config.backend !== 'own hub' &&
            `, as “${config.backend}” reports them; it does not count subscribers`}
        </span>
      </div>
      <div className={ownClasses.body} data-split={chosen === null ? undefined : true}>
        {shown.length === 0 && data.total === 0 ? (
          <Notice title="No channel is occupied" isPart>
            A channel appears here when an app subscribes to it. Those of the Console are left out.
          </Notice>
        ) : (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls is reached by the keyboard.
          <div className={classes.scroller} tabIndex={0} role="region" aria-label="Channels">
            <Table className={classes.table} stickyHeader aria-label="Channels">
              <Table.Thead>
                <Table.Tr>
                  {['Channel', 'Type', 'Subscribers', 'Members', 'Last event', 'seq', 'Declaration'].map(
                    (title) => (
                      <Table.Th key={title}>{title}</Table.Th>
                    ),
                  )}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((channel) => (
                  <Row
                    key={channel.name}
                    channel={channel}
                    isChosen={channel.name === chosen}
                    onChoose={() => choose(channel.name === chosen ? '' : channel.name)}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {chosen !== null && <ChannelDetail key={chosen} name={chosen} onClose={() => choose('')} />}
      </div>
    </main>
  )
}

interface RowProps {
  channel: ConsoleChannel
  isChosen: boolean
  onChoose: () => void
}

function Row({ channel, isChosen, onChoose }: RowProps) {
  const { name, kind, subscribers, members, lastEvent, seq, pattern } = channel
  return (
    <Table.Tr data-chosen={isChosen || undefined} className={ownClasses.row}>
      <Table.Th scope="row">
        <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={isChosen} onClick={onChoose}>
          {name}
        </Button>
      </Table.Th>
      <Table.Td>{kind}</Table.Td>
      <Table.Td className={classes.number}>{subscribers ?? 'not known'}</Table.Td>
      <Table.Td className={classes.number}>{members ?? '–'}</Table.Td>
      <Table.Td>{lastEvent ? `${lastEvent.event} ${timeOf(lastEvent.at)}` : '–'}</Table.Td>
      <Table.Td className={classes.number}>{seq ?? '–'}</Table.Td>
      <Table.Td>{pattern ?? '–'}</Table.Td>
    </Table.Tr>
  )
}
