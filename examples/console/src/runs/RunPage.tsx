import { LogViewer, RunStatus } from 'react-pusher-kit/mantine'
import { logCapacity } from '../declarations.ts'
import { useConsole } from '../feed/console-context.ts'
import classes from './RunPage.module.css'

/** `/admin/{thread}`: the run with this `thread_id`, live: how it stands, and the lines that it wrote. */
export default function RunPage({ thread }: { thread: string }) {
  const { config } = useConsole()
  return (
    <main className={classes.main}>
      {/* A part that scrolls is reached by the keyboard. */}
      <RunStatus
        channel={config.adminChannel}
        thread={thread}
        maxSteps={20}
        className={classes.run}
        role="region"
        aria-label="Run"
        tabIndex={0}
      />
      {/* The reader may lift the filter, to see what ran beside it. */}
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
