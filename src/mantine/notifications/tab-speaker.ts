/** Whether this tab is the one that shows notifications, among all tabs of one app. */
export interface TabSpeaker {
  isSpeaking(): boolean
  dispose(): void
}

/**
 * Exactly one tab holds a Web Lock and speaks: the one focused last, and when it closes, the next in the
 * queue. Without Web Locks (an insecure page, an old browser) every tab speaks for itself.
 */
export function createTabSpeaker(scope: string): TabSpeaker {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks) return { isSpeaking: () => true, dispose: () => {} }

  let speaking = false
  let disposed = false
  let release: (() => void) | undefined
  let waiting: AbortController | undefined

  function hold(): Promise<void> {
    speaking = true
    return new Promise((resolve) => {
      release = resolve
    })
  }

  async function queue(): Promise<void> {
    waiting = new AbortController()
    try {
      await locks?.request(scope, { signal: waiting.signal }, hold)
    } catch {
      // The lock was stolen by the tab that has the focus now, or the wait was called off.
      speaking = false
      if (!disposed && !waiting.signal.aborted) void queue()
    }
  }

  async function take(): Promise<void> {
    if (speaking || disposed) return
    waiting?.abort()
    try {
      await locks?.request(scope, { steal: true }, hold)
    } catch {
      speaking = false
      if (!disposed) void queue()
    }
  }

  const focused = () => void take()
  window.addEventListener('focus', focused)
  if (document.hasFocus() && document.visibilityState === 'visible') void take()
  else void queue()

  return {
    isSpeaking: () => speaking,
    dispose() {
      disposed = true
      speaking = false
      window.removeEventListener('focus', focused)
      waiting?.abort()
      release?.()
    },
  }
}
