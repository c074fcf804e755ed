import type { ConsoleState } from '../feed/answers.ts'
import { useRoute } from '../feed/useRoute.ts'
import { Notice } from '../shell/Notice.tsx'
import { Checklist } from './Checklist.tsx'
import { MinuteBars } from './MinuteBars.tsx'
import classes from './OverviewTab.module.css'
import { Problems } from './Problems.tsx'

/** The state of the server: figures, the last hour, the last problems, and the steps to connect an app. */
export default function OverviewTab() {
  const { data, error } = useRoute<ConsoleState>('state')
  if (!data) {
    if (error === null) return <main />
    return <Notice title="The server cannot be asked">{error}</Notice>
  }
  const { connections, channels, minutes, problems, steps, usage, backend } = data
  const isNew = Object.values(steps).includes(false)
  const last = minutes.at(-2)
  const errors = minutes.reduce((sum, minute) => sum + minute.errors, 0)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls is reached by the keyboard.
    <main className={classes.main} tabIndex={0}>
      <ul className={classes.tiles} aria-label="Figures">
        <Tile title="Connections" value={connections} />
        <Tile title="Occupied channels" value={channels} />
        <Tile title="Events in the last minute" value={last?.events ?? 0} />
        <Tile title="Errors in the last hour" value={errors} />
        {usage && (
          <Tile
            title={`Messages today, of ${usage.limit.toLocaleString('en-US')} (${usage.plan})`}
            value={usage.messages}
            isAtLeast={!usage.isExact}
          />
        )}
      </ul>
      {backend.isOutside && (
        <p className={classes.quiet}>
          The server publishes to “{backend.name}”, outside this machine: connections and subscriptions there
          cannot be known here. Events and errors are those of this server.
        </p>
      )}
      <section className={classes.part} aria-labelledby="last-hour">
        <h2 id="last-hour" className={classes.title}>
          The last hour
        </h2>
        <MinuteBars minutes={minutes} />
      </section>
      <Problems problems={problems} />
      {isNew && <Checklist steps={steps} isOutside={backend.isOutside} />}
    </main>
  )
}

interface TileProps {
  title: string
  /** Null if it is unknown. */
  value: number | null
  /** True if the actual value may be higher. @defaultValue false */
  isAtLeast?: boolean
}

function Tile({ title, value, isAtLeast = false }: TileProps) {
  const text = value === null ? 'not known' : value.toLocaleString('en-US')
  return (
    <li className={classes.tile}>
      <span className={classes.quiet}>{title}</span>
      <strong className={classes.value}>
        {isAtLeast && 'at least '}
        {text}
      </strong>
    </li>
  )
}
