import type { KitCore } from './kit-core.ts'

/** Measures the latency every `interval` ms, at once after connecting, and not while the page is hidden. */
export function watchLatency({ connection, wire }: KitCore, interval: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function tick() {
    clearTimeout(timer)
    timer = setTimeout(tick, interval)
    if (!isHidden()) void connection.measureLatency()
  }
  const offUp = wire.onUp(tick)
  const offVisible = onVisible(tick)
  tick()
  return () => {
    clearTimeout(timer)
    offUp()
    offVisible()
  }
}

function isHidden(): boolean {
  return typeof document !== 'undefined' && document.hidden
}

function onVisible(run: () => void): () => void {
  if (typeof document === 'undefined') return () => {}
  const changed = () => {
    if (!document.hidden) run()
  }
  document.addEventListener('visibilitychange', changed)
  return () => document.removeEventListener('visibilitychange', changed)
}
