import { Button } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import {
  distinct,
  everyRecord,
  type FeedFilter,
  type FeedRow,
  filterFromQuery,
  isFeedShown,
  queryWithFilter,
} from '../../../../src/inspector/index.ts'
import { counted, formatCount } from '../../../../src/primitives/index.ts'
import { replaceQuery, useQuery } from '../shell/router.ts'
import { useConsole } from '../feed/console-context.ts'
import { useFeed } from '../feed/useFeed.ts'
import { Notice } from '../shell/Notice.tsx'
import { EventFilters } from './EventFilters.tsx'
import { EventInspector } from './EventInspector.tsx'
import { EventTable } from './EventTable.tsx'
import classes from './EventsTab.module.css'
import { useSelection } from './useSelection.ts'

interface Held {
  rows: readonly FeedRow[]
  dropped: number
  lastKey: number
}

/** The events of the server, live. The URL contains the filter. */
export default function EventsTab() {
  const { config } = useConsole()
  const { list: newest, status } = useFeed()
  // Deferred, so that a busy page responds to clicks first.
  const list = useDeferredValue(newest)
  const filter = filterFromQuery(useQuery())
  const [held, hold] = useState<Held | null>(null)
  /** Rows up to this key are cleared. */
  const [cleared, clear] = useState(0)
  const { rows, dropped } = held ?? list
  const { kind, channel, event, text } = filter
  const all = useMemo(() => rows.filter(({ key }) => key > cleared), [rows, cleared])
  const shown = useMemo(
    () => all.filter((row) => isFeedShown(row, { kind, channel, event, text })),
    [all, kind, channel, event, text],
  )
  const channels = useMemo(() => distinct(all.flatMap(({ record }) => record.channels)), [all])
  const events = useMemo(() => distinct(all.map(({ record }) => record.event)), [all])
  const selection = useSelection(shown)
  const chosen = shown[selection.active]
  const lastKey = list.rows.at(-1)?.key ?? 0

  const setFilter = (change: Partial<FeedFilter>): void =>
    replaceQuery(queryWithFilter(new URLSearchParams(location.search), { ...filter, ...change }))

  if (status === 'denied') return <Notice title="No events for this page">{denied}</Notice>
  return (
    <main className={classes.main}>
      <div className={classes.bar}>
        <EventFilters filter={filter} channels={channels} events={events} onChange={setFilter} />
        <div className={classes.actions}>
          <span className={classes.count} role="status">
            {countText(shown.length, all.length, held ? lastKey - held.lastKey : null, status)}
          </span>
          <Button
            size="xs"
            variant="default"
            aria-pressed={held !== null}
            onClick={() => hold(held ? null : { rows: list.rows, dropped: list.dropped, lastKey })}
          >
            {held ? 'Resume' : 'Pause'}
          </Button>
          <Button size="xs" variant="default" onClick={() => clear(rows.at(-1)?.key ?? cleared)}>
            Clear
          </Button>
        </div>
      </div>
      {config.backend !== 'own hub' && <p className={classes.note}>{outsideText(config.backend)}</p>}
      {dropped > 0 && cleared < dropped && (
        <p className={classes.note}>
          {counted(dropped, 'older record', 'older records')} fell out; the server keeps the last 10,000.
        </p>
      )}
      <div className={classes.body} data-split={chosen ? true : undefined}>
        {shown.length === 0 ? (
          <Notice title={all.length === 0 ? 'Nothing has happened yet' : 'No event matches'} isPart>
            {all.length === 0 ? (
              'Connect an app, or publish an event: both appear here.'
            ) : (
              <Button size="xs" variant="default" onClick={() => setFilter(everyRecord)}>
                Show everything
              </Button>
            )}
          </Notice>
        ) : (
          <EventTable rows={shown} selection={selection} />
        )}
        {chosen && <EventInspector key={chosen.key} record={chosen.record} onClose={selection.clear} />}
      </div>
    </main>
  )
}

const denied =
  'The server gives its events to the developer alone. Open the Console on the machine of the server, or with the developer’s token behind the # of its address.'

function outsideText(backend: string): string {
  return `The server publishes to “${backend}”, outside this machine: here are the events that this server published and what it refused. Connections, subscriptions, client events and receivers at that backend cannot be known here.`
}

function countText(
  shown: number,
  total: number,
  waiting: number | null,
  status: 'connecting' | 'live' | 'offline',
): string {
  const all = counted(total, 'event', 'events')
  const count = shown === total ? all : `${formatCount(shown)} of ${all}`
  const state = status === 'live' ? '' : ' · not connected'
  return waiting === null ? `${count}${state}` : `${count} · paused, ${formatCount(waiting)} more${state}`
}
