import { type ReactNode, useState } from 'react'
import { LogViewer } from 'react-pusher-kit/mantine'
import { logCapacity } from './channels.ts'
import classes from './Console.module.css'
import { ConsoleHeader } from './ConsoleHeader.tsx'
import { type LogName, LogSwitch } from './LogSwitch.tsx'
import { PipeHint } from './PipeHint.tsx'
import { useDevLog } from './useDevLog.ts'

interface ConsoleProps {
  address: string
  /** Of the dev server's own log; null: none. */
  token: string | null
  userMenu: ReactNode
}

export function Console({ address, token, userMenu }: ConsoleProps) {
  const [shown, setShown] = useState<LogName>('logs')
  const devLog = useDevLog(token)
  return (
    <div className={classes.page}>
      <ConsoleHeader address={address} userMenu={userMenu}>
        <LogSwitch value={shown} onChange={setShown} />
      </ConsoleHeader>
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
      <PipeHint />
    </div>
  )
}
