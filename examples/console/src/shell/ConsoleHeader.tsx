import { CopyButton, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { ColorSchemeSwitch } from './ColorSchemeSwitch.tsx'
import classes from './ConsoleHeader.module.css'
import { Logo } from './Logo.tsx'

interface ConsoleHeaderProps {
  address: string
  appKey: string
  /** The name of the backend that the server publishes to. */
  backend: string
  /** The menu with the user of this tab. */
  userMenu: ReactNode
}

export function ConsoleHeader({ address, appKey, backend, userMenu }: ConsoleHeaderProps) {
  const wide = useMediaQuery('(min-width: 36em)', true)
  return (
    <header className={classes.header}>
      <Logo className={classes.logo} />
      <div className={classes.names}>
        <h1 className={classes.title}>Console</h1>
        <span className={classes.address}>{address}</span>
        <CopyButton value={appKey}>
          {({ copied, copy }) => (
            <UnstyledButton className={classes.key} onClick={copy} title="Copy the app key">
              key {appKey} <span className={classes.copy}>{copied ? 'copied' : 'copy'}</span>
            </UnstyledButton>
          )}
        </CopyButton>
        <span className={classes.backend}>{backend}</span>
      </div>
      <div className={classes.tools}>
        <ConnectionBadge withLatency={wide} latencyInterval={5000} />
        {userMenu}
        <ColorSchemeSwitch />
      </div>
    </header>
  )
}
