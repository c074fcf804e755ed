/** Whether the page is visible and the browser is online. */
export interface PageActivity {
  /** True where there is no page, as in Node. */
  readonly isActive: boolean
  stop: () => void
}

/** `navigator.onLine`; true where it does not exist. */
export function isOnline(): boolean {
  return typeof navigator === 'undefined' || !('onLine' in navigator) || navigator.onLine
}

/** Listens to the browser's `online` and `offline` events. Returns a function that stops listening. */
export function watchNetwork(listener: () => void): () => void {
  // Node and React Native do not have these events.
  if (typeof addEventListener !== 'function') return () => {}
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** `returned` is called when the page is visible and online again, `left` when it is no longer. */
export function watchPage(listeners: { returned: () => void; left: () => void }): PageActivity {
  const page = typeof document === 'undefined' ? null : document
  const isVisible = () => page?.visibilityState !== 'hidden'
  const isActive = () => isVisible() && isOnline()

  function look() {
    if (isActive()) listeners.returned()
    else listeners.left()
  }

  page?.addEventListener('visibilitychange', look)
  const unwatchNetwork = watchNetwork(look)
  return {
    get isActive() {
      return isActive()
    },
    stop() {
      page?.removeEventListener('visibilitychange', look)
      unwatchNetwork()
    },
  }
}
