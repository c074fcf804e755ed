import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { ColorSchemeSwitch } from './ColorSchemeSwitch.tsx'
import classes from './ConsoleHeader.module.css'
import { Logo } from './Logo.tsx'

interface ConsoleHeaderProps {
  address: string
  /** Shows who this tab is. */
  userMenu: ReactNode
  children: ReactNode
}

export function ConsoleHeader({ address, userMenu, children }: ConsoleHeaderProps) {
  const wide = useMediaQuery('(min-width: 36em)', true)
  return (
    <header className={classes.header}>
      <Logo className={classes.logo} />
      <div className={classes.names}>
        <h1 className={classes.title}>Console</h1>
        <span className={classes.address}>{address}</span>
      </div>
      <div className={classes.pages}>{children}</div>
      <div className={classes.tools}>
        <ConnectionBadge withLatency={wide} latencyInterval={5000} />
        {userMenu}
        <ColorSchemeSwitch />
      </div>
    </header>
  )
}
