import { useState } from 'react'
import type { ConnectionSnapshot } from '../../index.ts'
import { type ConditionSource, conditionOf, type ConnectionCondition } from './connection-condition.ts'

/** The condition of a connection; stores whether it has been connected, which the snapshot does not contain. */
export function useCondition(
  connection: ConditionSource & Pick<ConnectionSnapshot, 'lastMessageAt'>,
): ConnectionCondition {
  const { state, lastMessageAt } = connection
  const [connectedOnce, setConnectedOnce] = useState(lastMessageAt !== null)
  const off = state === 'initialized' || state === 'disconnected'
  if (state === 'connected' && !connectedOnce) setConnectedOnce(true)
  if (off && connectedOnce) setConnectedOnce(false)
  return conditionOf(connection, connectedOnce)
}
