/** Whether somebody may look at the page, and whether the browser has a network. */
export interface PageActivity {
  /** True where there is no page, as in Node. */
  readonly isActive: boolean
  stop: () => void
}

/** What the browser says of the network; true where nothing says it. */
export function isOnline(): boolean {
  return typeof navigator === 'undefined' || !('onLine' in navigator) || navigator.onLine
}

/** @param returned - the page became visible, or the network came back */
export function watchPage(listeners: { returned: () => void; left: () => void }): PageActivity {
  const page = typeof document === 'undefined' ? null : document
  const host = typeof addEventListener === 'function' ? globalThis : null
  const isVisible = () => page?.visibilityState !== 'hidden'
  const isActive = () => isVisible() && isOnline()

  function look() {
    if (isActive()) listeners.returned()
    else listeners.left()
  }

  page?.addEventListener('visibilitychange', look)
  host?.addEventListener('online', look)
  host?.addEventListener('offline', look)
  return {
    get isActive() {
      return isActive()
    },
    stop() {
      page?.removeEventListener('visibilitychange', look)
      host?.removeEventListener('online', look)
      host?.removeEventListener('offline', look)
    },
  }
}
