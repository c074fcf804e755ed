import { useState } from 'react'
import { LogViewer } from 'react-pusher-kit/mantine'
import { logCapacity } from '../declarations.ts'
import { useConsole } from '../feed/console-context.ts'
import { type LogName, LogSwitch } from './LogSwitch.tsx'
import classes from './LogsTab.module.css'
import { useDevLog } from './useDevLog.ts'

/** The channel `logs`, and the dev server's log. */
export default function LogsTab() {
  const { token } = useConsole()
  const [shown, setShown] = useState<LogName>('logs')
  const devLog = useDevLog(token)
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <LogSwitch value={shown} onChange={setShown} />
      </div>
      <main className={classes.main}>
        {shown === 'logs' ? (
          <LogViewer
            key="logs"
            channel="logs"
            event="log"
            height="100%"
            capacity={logCapacity}
            preload={logCapacity}
            className={classes.viewer}
          />
        ) : (
          <LogViewer key="dev-server" log={devLog} height="100%" className={classes.viewer} />
        )}
      </main>
    </div>
  )
}
