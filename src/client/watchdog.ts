import type { KitCore } from './kit-core.ts'

/**
 * Notices a dead socket long before pusher-js's 120 s + 30 s: after `silence` ms without a frame it sends a ping,
 * and after as long again without an answer it reconnects.
 */
export function startWatchdog({ wire, connection }: KitCore, silence: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isProbing = false
  let heardAt = 0
  const hear = () => {
    heardAt = Date.now()
  }

  function watch(delay: number) {
    clearTimeout(timer)
    timer = setTimeout(check, delay)
  }

  function check() {
    const quiet = Date.now() - heardAt
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
    hear()
    watch(silence)
  }

  const offs = [wire.onUp(begin), wire.onDown(() => clearTimeout(timer)), wire.onMessage(hear)]
  if (wire.isUp) begin()
  return () => {
    clearTimeout(timer)
    for (const off of offs) off()
  }
}
