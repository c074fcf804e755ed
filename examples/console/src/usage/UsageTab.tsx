import { BroadcasterStatus, UsageCard } from 'react-pusher-kit/mantine'
import classes from './UsageTab.module.css'

/** The messages of the day, and the backends that they go to. */
export default function UsageTab() {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls is reached by the keyboard.
    <main className={classes.main} tabIndex={0}>
      <UsageCard interval={2000} />
      <BroadcasterStatus interval={2000} />
    </main>
  )
}
