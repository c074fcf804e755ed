import type { KitCore } from '../core/kit-core.ts'
import { startTimer } from '../../primitives/index.ts'

/**
 * Detects a dead socket sooner than pusher-js (120 s + 30 s): sends a ping after `silence` ms without a
 * frame, and reconnects when no frame arrives for another `silence` ms.
 */
export function startWatchdog({ activeClient, connection }: KitCore, silence: number): () => void {
  let stopTimer: (() => void) | undefined
  let isProbing = false
  /** `performance.now()`, because the system clock may change. */
  let lastMessageAt = 0
  const onMessage = () => {
    lastMessageAt = performance.now()
  }

  function watch(delay: number) {
    stopTimer?.()
    stopTimer = startTimer(check, delay)
  }

  function check() {
    const quiet = performance.now() - lastMessageAt
    if (quiet < silence) {
      isProbing = false
      return watch(silence - quiet)
    }
    if (isProbing) return connection.reconnect()
    isProbing = true
    void connection.measureLatency()
    watch(silence)
  }

  function begin() {
    isProbing = false
    onMessage()
    watch(silence)
  }

  const unsubscribes = [
    activeClient.onUp(begin),
    activeClient.onDown(() => stopTimer?.()),
    activeClient.onMessage(onMessage),
  ]
  if (activeClient.isUp) begin()
  return () => {
    stopTimer?.()
    for (const off of unsubscribes) off()
  }
}
