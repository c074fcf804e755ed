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

/** Node and React Native have no page that could be hidden. */
const page = () => globalThis.document as Document | undefined

const isHidden = () => page()?.hidden === true

function onVisible(run: () => void): () => void {
  const changed = () => {
    if (!isHidden()) run()
  }
  page()?.addEventListener('visibilitychange', changed)
  return () => page()?.removeEventListener('visibilitychange', changed)
}
