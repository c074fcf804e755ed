import { UnstyledButton } from '@mantine/core'
import { Fragment, type ReactNode, useMemo, useState } from 'react'
import { Icon } from '../lib/Icon.tsx'
import { Sparkline } from '../plots/Sparkline.tsx'
import type { MetricsParts } from './EventMetrics.props.ts'
import { type EventOrder, type EventRow, sorted } from './metrics-data.ts'

/** Maximum rows of the table. */
const mostRows = 100

/** A name that wraps after a separator rather than inside a word. */
function wrapped(name: string): ReactNode {
  return name.split(/(?<=[.\-_:])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}

/** The table of events by name. */
export function EventTable({ rows, getStyles, labels }: MetricsParts & { rows: readonly EventRow[] }) {
  const [order, setOrder] = useState<{ by: EventOrder; isDescending: boolean }>({
    by: 'count',
    isDescending: true,
  })
  const shown = useMemo(() => sorted(rows, order.by, order.isDescending).slice(0, mostRows), [rows, order])
  const columns = [
    ['event', labels.event],
    ['count', labels.counts],
    ['users', labels.users],
  ] as const
  return (
    <>
      <table {...getStyles('table')} aria-label={labels.events}>
        <thead>
          <tr>
            {columns.map(([by, text]) => {
              const direction = order.isDescending ? 'descending' : 'ascending'
              return (
                <th key={by} scope="col" aria-sort={order.by === by ? direction : undefined} data-column={by}>
                  <UnstyledButton
                    {...getStyles('sort')}
                    data-sorted={order.by === by || undefined}
                    onClick={() =>
                      // Sorts numbers in descending order first, names in ascending order.
                      setOrder((before) => ({
                        by,
                        isDescending: before.by === by ? !before.isDescending : by !== 'event',
                      }))
                    }
                  >
                    {text}
                    <Icon>
                      <path
                        d={order.by === by && !order.isDescending ? 'm5 9.5 3-3 3 3' : 'm5 6.5 3 3 3-3'}
                      />
                    </Icon>
                  </UnstyledButton>
                </th>
              )
            })}
            <th scope="col" data-column="trend">
              {labels.trend}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, event, count, users, series }) => (
            <tr key={key}>
              <th scope="row" {...getStyles('event')}>
                {wrapped(event)}
              </th>
              <td {...getStyles('number')}>{labels.count(count)}</td>
              <td {...getStyles('number')}>{labels.count(users)}</td>
              <td>
                {series.length > 0 && (
                  <Sparkline
                    samples={series}
                    label={labels.between(Math.min(...series), Math.max(...series))}
                    {...getStyles('trend')}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <span {...getStyles('hint')}>{labels.more(rows.length - shown.length)}</span>
      )}
    </>
  )
}
