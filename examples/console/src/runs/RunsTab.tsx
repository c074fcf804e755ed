import { RunStatus } from 'react-pusher-kit/mantine'
import { useConsole } from '../feed/console-context.ts'
import { addressOf, navigate } from '../shell/router.ts'
import classes from './RunsTab.module.css'

/** All runs, newest first. Each links to a page with its log. */
export default function RunsTab() {
  const { config } = useConsole()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A part that scrolls is reached by the keyboard.
    <main className={classes.main} tabIndex={0}>
      <RunStatus
        channel={config.adminChannel}
        className={classes.runs ?? ''}
        onOpenLog={(thread) => navigate(addressOf(`/admin/${encodeURIComponent(thread)}`))}
      />
    </main>
  )
}
