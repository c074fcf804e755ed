import type { KitCore } from '../core/kit-core.ts'
import { startTimer } from '../../primitives/index.ts'

/** Measures the latency after connecting and every `interval` ms, but not while the page is hidden. */
export function watchLatency({ connection, activeClient }: KitCore, interval: number): () => void {
  let stopTimer: (() => void) | undefined
  function tick() {
    stopTimer?.()
    stopTimer = startTimer(tick, interval)
    if (!isHidden()) void connection.measureLatency()
  }
  const offUp = activeClient.onUp(tick)
  const offVisible = onVisible(tick)
  tick()
  return () => {
    stopTimer?.()
    offUp()
    offVisible()
  }
}

/** Undefined in Node and React Native. */
const page = () => globalThis.document as Document | undefined

const isHidden = () => page()?.hidden === true

function onVisible(run: () => void): () => void {
  const changed = () => {
    if (!isHidden()) run()
  }
  page()?.addEventListener('visibilitychange', changed)
  return () => page()?.removeEventListener('visibilitychange', changed)
}
