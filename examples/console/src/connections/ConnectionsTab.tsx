import { Button, Table } from '@mantine/core'
import { useState } from 'react'
import { timeOf } from '../../../../src/inspector/index.ts'
import { counted } from '../../../../src/primitives/index.ts'
import type { ConsoleConnection, ConsoleConnections } from '../feed/answers.ts'
import { useConsole } from '../feed/console-context.ts'
import { useRoute } from '../feed/useRoute.ts'
import { Notice } from '../shell/Notice.tsx'
import { PageLink } from '../shell/PageLink.tsx'
import { addressOf } from '../shell/router.ts'
import classes from '../shell/TablePage.module.css'

/** The close codes to choose from, and the reaction of the client. */
const codes = [
  [4200, 'Reconnects at once'],
  [4001, 'The app does not exist: stops'],
  [4004, 'Over the connection quota: stops'],
] as const

/** The open connections of the app, and how to close one. */
export default function ConnectionsTab() {
  const { api } = useConsole()
  const { data, error, refresh } = useRoute<ConsoleConnections>('connections')
  const [said, say] = useState('')

  async function close(socketId: string, code: number): Promise<void> {
    try {
      const { closed } = await api.post<{ closed: boolean }>('connections/close', { socketId, code })
      say(closed ? `Closed ${socketId} with ${code}` : `${socketId} was closed before`)
    } catch (failure) {
      say(failure instanceof Error ? failure.message : String(failure))
    }
    refresh()
  }

  if (!data) {
    if (error === null) return <main />
    return <Notice title="The connections cannot be read">{error}</Notice>
  }
  if (data.connections === null) {
    return (
      <Notice title="Connections cannot be known here">
        The server publishes to a backend outside this machine, whose sockets it does not see. The dashboard
        of that backend has them.
      </Notice>
    )
  }
  if (data.connections.length === 0) {
    return (
      <Notice title="Nobody is connected">
        An app that connects to this server appears here. Connections of the Console are left out.
      </Notice>
    )
  }
  return (
    <main className={classes.main}>
      <div className={classes.bar}>
        <span role="status" className={classes.quiet}>
          {said === '' ? countText(data) : said}
        </span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls is reached by the keyboard. */}
      <div className={classes.scroller} tabIndex={0} role="region" aria-label="Connections">
        <Table className={classes.table} stickyHeader aria-label="Connections">
          <Table.Thead>
            <Table.Tr>
              {['Socket', 'Close', 'User', 'Origin', 'Since', 'Channels', 'Sent', 'Received'].map((title) => (
                <Table.Th key={title}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.connections.map((connection) => (
              <Row key={connection.socketId} connection={connection} onClose={close} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </main>
  )
}

interface RowProps {
  connection: ConsoleConnection
  onClose: (socketId: string, code: number) => Promise<void>
}

function Row({ connection, onClose }: RowProps) {
  const { socketId, userId, origin, since, channels, sent, received } = connection
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <PageLink className={classes.link} href={addressOf('/events', { text: socketId })}>
          {socketId}
        </PageLink>
      </Table.Th>
      <Table.Td>
        <div className={classes.buttons}>
          {codes.map(([code, effect]) => (
            <Button
              key={code}
              size="compact-xs"
              h={24}
              variant="default"
              title={effect}
              aria-label={`Close ${socketId} with ${code}: ${effect}`}
              onClick={() => void onClose(socketId, code)}
            >
              {code}
            </Button>
          ))}
        </div>
      </Table.Td>
      <Table.Td>{userId ?? '–'}</Table.Td>
      <Table.Td>{origin ?? 'no browser'}</Table.Td>
      <Table.Td>{timeOf(since)}</Table.Td>
      <Table.Td title={channels.join('\n')}>{channelText(channels)}</Table.Td>
      <Table.Td className={classes.number}>{sent}</Table.Td>
      <Table.Td className={classes.number}>{received}</Table.Td>
    </Table.Tr>
  )
}

/** Maximum number of channels named in the table. */
const mostNamed = 3

function channelText(channels: readonly string[]): string {
  if (channels.length === 0) return '–'
  const rest = channels.length - mostNamed
  const named = channels.slice(0, mostNamed).join(', ')
  return rest > 0 ? `${named} and ${rest} more` : named
}

function countText({ connections, total }: ConsoleConnections): string {
  const shown = connections?.length ?? 0
  const all = counted(total, 'connection', 'connections')
  return shown < total ? `The newest ${shown} of ${all}` : all
}
