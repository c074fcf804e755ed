import type { ReactNode } from 'react'
import { type EventLog, useEventLog, type UseEventLogOptions } from '../../index.ts'

export interface ChannelLogProps extends UseEventLogOptions {
  children: (log: EventLog) => ReactNode
}

/** Reads a channel's log from the provider. */
export function ChannelLog({ children, ...options }: ChannelLogProps): ReactNode {
  const { log } = useEventLog<unknown>(options)
  return children(log.source)
}
