import type { FeedMinute } from '../../../../src/inspector/index.ts'
import classes from './MinuteBars.module.css'

const width = 600
const height = 90
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** Events of each of the last 60 minutes as bars, errors in another colour below; a table has the same for readers. */
export function MinuteBars({ minutes }: { minutes: readonly FeedMinute[] }) {
  const most = Math.max(1, ...minutes.map(({ events, errors }) => Math.max(events, errors)))
  const step = width / minutes.length
  const busy = minutes.filter(({ events, connections, errors }) => events + connections + errors > 0)
  const total = minutes.reduce((sum, { events }) => sum + events, 0)
  return (
    <figure className={classes.figure}>
      <svg
        className={classes.plot}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {minutes.map(({ at, events, errors }, index) => {
          const eventHeight = (events / most) * height
          const errorHeight = (errors / most) * height
          return (
            <g key={at}>
              <title>{`${clock.format(at)}: ${events} events, ${errors} errors`}</title>
              <rect
                className={classes.event}
                x={index * step + 1}
                width={step - 2}
                y={height - eventHeight}
                height={eventHeight}
              />
              <rect
                className={classes.error}
                x={index * step + 1}
                width={step - 2}
                y={height - errorHeight}
                height={errorHeight}
              />
            </g>
          )
        })}
      </svg>
      <figcaption className={classes.caption}>
        <span>{clock.format(minutes[0]?.at ?? 0)}</span>
        <span>
          {total.toLocaleString('en-US')} events, at most {most.toLocaleString('en-US')} a minute
        </span>
        <span>now</span>
      </figcaption>
      {/* A bare table keeps its width; a label of its own hides it. */}
      <div className={classes.hidden}>
        <table>
          <caption>Events, connections and errors of each minute in which there were any</caption>
          <thead>
            <tr>
              <th>Minute</th>
              <th>Events</th>
              <th>Connections</th>
              <th>Errors</th>
            </tr>
          </thead>
          <tbody>
            {busy.map(({ at, events, connections, errors }) => (
              <tr key={at}>
                <th scope="row">{clock.format(at)}</th>
                <td>{events}</td>
                <td>{connections}</td>
                <td>{errors}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
