import { LogViewer, RunStatus } from 'react-pusher-kit/mantine'
import { logCapacity } from '../declarations.ts'
import { useConsole } from '../feed/console-context.ts'
import classes from './RunPage.module.css'

/** `/admin/{thread}`: the run with this `thread_id`, live, with its status and its log lines. */
export default function RunPage({ thread }: { thread: string }) {
  const { config } = useConsole()
  return (
    <main className={classes.main}>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      <RunStatus
        channel={config.adminChannel}
        thread={thread}
        maxSteps={20}
        className={classes.run}
        role="region"
        aria-label="Run"
        tabIndex={0}
      />
      {/* Users may remove the filter to see lines of other runs. */}
      <LogViewer
        key={thread}
        channel="logs"
        event="log"
        height="100%"
        capacity={logCapacity}
        preload={logCapacity}
        defaultQuery={{ threads: [thread] }}
        className={classes.viewer}
      />
    </main>
  )
}
