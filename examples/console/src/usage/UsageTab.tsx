import { BroadcasterStatus, EventMetrics, LatencyHistory, UsageCard } from 'react-pusher-kit/mantine'
import classes from './UsageTab.module.css'

/** The messages of the day, the backends, the events by name, and the latency of this page. */
export default function UsageTab() {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls is reached by the keyboard.
    <main className={classes.main} tabIndex={0}>
      <UsageCard interval={2000} />
      <BroadcasterStatus interval={2000} />
      <LatencyHistory latencyInterval={5000} />
      <EventMetrics className={classes.wide} interval={2000} />
    </main>
  )
}
