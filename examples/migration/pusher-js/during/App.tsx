import { type ReactNode, useState } from 'react'
import { PusherProvider as KitProvider } from 'react-pusher-kit'
import { Counter, Orders } from '../after/App.tsx'
import { Clerks, Status } from '../before/App.tsx'
import { PusherProvider, usePusher } from '../before/PusherContext.tsx'
import type { DeskProps } from '../desk-props.ts'

// #region client
/** Your provider still creates the client, and the kit uses it. */
function Kit({ children }: { children: ReactNode }) {
  return <KitProvider client={usePusher()}>{children}</KitProvider>
}
// #endregion

export function App(props: DeskProps) {
  const [isCounting, setIsCounting] = useState(true)
  return (
    <PusherProvider {...props}>
      <Kit>
        {/* Not yet migrated. */}
        <Status />
        <Clerks />
        {/* Migrated: all components of the channel `private-orders`. */}
        <Orders />
        {isCounting && <Counter />}
        <button type="button" onClick={() => setIsCounting(false)}>
          Hide the counter
        </button>
      </Kit>
    </PusherProvider>
  )
}
