import { LogViewer } from 'react-pusher-kit/mantine'
import classes from './Console.module.css'
import { ConsoleHeader } from './ConsoleHeader.tsx'
import { PipeHint } from './PipeHint.tsx'

/** A run of this many lines is there at once, with filters over all of it: the server is next door. */
const capacity = 100_000

export function Console({ address }: { address: string }) {
  return (
    <div className={classes.page}>
      <ConsoleHeader address={address} />
      <main className={classes.main}>
        <LogViewer
          channel="logs"
          event="log"
          height="100%"
          capacity={capacity}
          preload={capacity}
          className={classes.viewer}
        />
      </main>
      <PipeHint />
    </div>
  )
}
