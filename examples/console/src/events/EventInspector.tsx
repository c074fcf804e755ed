import { ActionIcon, Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import {
  curlOf,
  feedKinds,
  mockCodeOf,
  payloadOf,
  payloadTree,
  timeOf,
  type FeedRecord,
} from '../../../../src/inspector/index.ts'
import { useConsole } from '../feed/console-context.ts'
import classes from './EventInspector.module.css'
import { PayloadTree } from './PayloadTree.tsx'
import { SchemaVerdict } from './SchemaVerdict.tsx'

interface EventInspectorProps {
  record: FeedRecord
  onClose: () => void
}

/** One record: its payload as a tree, the result of the schema, and actions to repeat the event. */
export function EventInspector({ record, onClose }: EventInspectorProps) {
  const { at, kind, channels, event, sender, socketId, bytes, deliveries, data, note } = record
  const isEvent = kind === 'publish' || kind === 'client'
  const isEncrypted = channels.some((channel) => channel.startsWith('private-encrypted-'))
  const fields = [
    ['Channel', channels.join(', ')],
    ['Sender', sender],
    [kind === 'publish' ? 'Left out' : 'Socket', socketId],
    ['Bytes', bytes],
    ['Deliveries', deliveries ?? (kind === 'publish' ? 'not known' : null)],
  ].filter(([, value]) => value !== null && value !== '')
  return (
    <aside className={classes.frame} aria-label="Selected event">
      <header className={classes.header}>
        <div>
          <h2 className={classes.title}>{event}</h2>
          <p className={classes.quiet}>
            {feedKinds[kind]} · {timeOf(at)} · number {record.id}
          </p>
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the event" onClick={onClose}>
          ×
        </ActionIcon>
      </header>
      {/* Focusable, so that a long payload can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.body} tabIndex={0} role="region" aria-label="Details">
        <dl className={classes.fields}>
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {note !== null && <p className={classes.note}>{note}</p>}
        {isEvent && data !== null && !isEncrypted && <SchemaVerdict record={record} data={data} />}
        {data !== null && <PayloadTree node={payloadTree(data)} />}
        {isEncrypted && (
          <p className={classes.quiet}>The payload is encrypted: only subscribers can read it.</p>
        )}
      </div>
      {isEvent && data !== null && !isEncrypted && <Actions record={record} data={data} />}
    </aside>
  )
}

function Actions({ record, data }: { record: FeedRecord; data: string }) {
  const { api, config } = useConsole()
  const [said, say] = useState({ text: '', isProblem: false })
  const { channels, event, socketId, kind } = record
  const curl = curlOf(record, { url: location.origin, needsToken: config.needsToken })
  const code = mockCodeOf(record)

  useEffect(() => {
    if (said.text === '' || said.isProblem) return undefined
    const timer = setTimeout(() => say({ text: '', isProblem: false }), 4000)
    return () => clearTimeout(timer)
  }, [said])

  async function sendAgain(): Promise<void> {
    const left = kind === 'publish' && socketId !== null ? { socketId } : {}
    try {
      await api.post('publish', { events: [{ channels, event, data: payloadOf(data), ...left }] })
      say({ text: 'Sent', isProblem: false })
    } catch (error) {
      say({ text: error instanceof Error ? error.message : String(error), isProblem: true })
    }
  }

  async function copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      say({ text: `Copied as ${what}`, isProblem: false })
    } catch {
      say({ text: 'The browser does not allow copying here', isProblem: true })
    }
  }

  return (
    <footer className={classes.footer}>
      <Button size="xs" onClick={() => void sendAgain()}>
        Send again
      </Button>
      {curl !== null && (
        <Button size="xs" variant="default" onClick={() => void copy(curl, 'curl')}>
          Copy as curl
        </Button>
      )}
      {code !== null && (
        <Button size="xs" variant="default" onClick={() => void copy(code, 'mock.trigger')}>
          Copy as mock.trigger
        </Button>
      )}
      <span className={said.isProblem ? classes.problem : classes.quiet} role="status">
        {said.text}
      </span>
    </footer>
  )
}
