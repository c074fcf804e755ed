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

/** `returned` is called when the page is visible and online again, `left` when it is no longer. */
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
