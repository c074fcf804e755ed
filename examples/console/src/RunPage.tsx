import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { LogViewer, RunStatus } from 'react-pusher-kit/mantine'
import { logCapacity } from './channels.ts'
import pageClasses from './Console.module.css'
import { ConsoleHeader } from './ConsoleHeader.tsx'
import classes from './RunPage.module.css'

interface RunPageProps {
  /** The run is what has this `thread_id`, in its events and in the log. */
  thread: string
  /** The channel of run events. */
  channel: string
  address: string
  userMenu: ReactNode
}

/** `/admin/{thread}`: one run, live: how it stands, and the lines that it wrote. */
export function RunPage({ thread, channel, address, userMenu }: RunPageProps) {
  return (
    <div className={pageClasses.page}>
      <title>{`${thread} · react-pusher-kit console`}</title>
      <ConsoleHeader address={address} userMenu={userMenu}>
        {/* A page of another machine has its token behind the #. */}
        <Anchor
          href={`/logs${location.search}${location.hash}`}
          size="sm"
          underline="always"
          className={classes.link}
        >
          Logs
        </Anchor>
      </ConsoleHeader>
      <main className={classes.main}>
        {/* A part that scrolls is reached by the keyboard. */}
        <RunStatus
          channel={channel}
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
          className={pageClasses.viewer}
        />
      </main>
    </div>
  )
}
