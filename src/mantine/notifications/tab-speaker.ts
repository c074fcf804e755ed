/** Whether this tab is the one that shows notifications, among all tabs of one app. */
export interface TabSpeaker {
  isSpeaking(): boolean
  /** Resolves once it is known who speaks; before, `isSpeaking` is false everywhere. */
  ready: Promise<void>
  dispose(): void
}

/**
 * Exactly one tab holds a Web Lock and speaks: the one focused last, and when it closes, the next in the
 * queue. Without Web Locks (an insecure page, an old browser) every tab speaks for itself.
 *
 *     mounted ── has focus ──► take ──► speaking ── another tab takes ──► queue ──► speaking …
 *        └────── has none ───► ask ───► queue
 */
export function createTabSpeaker(scope: string): TabSpeaker {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks) return { isSpeaking: () => true, ready: Promise.resolve(), dispose: () => {} }

  let speaking = false
  let disposed = false
  let release: (() => void) | undefined
  let settle: (() => void) | undefined
  let waiting = new AbortController()
  const ready = new Promise<void>((resolve) => {
    settle = resolve
  })

  /** Keeps the lock until it is released or stolen. */
  function hold(): Promise<void> {
    speaking = true
    settle?.()
    return new Promise((resolve) => {
      release = resolve
    })
  }

  /** Requests the lock, and waits for it again whenever it was stolen. */
  async function request(options: LockOptions): Promise<void> {
    try {
      await locks?.request(scope, options, (lock) => (lock ? hold() : settle?.()))
    } catch {
      // Stolen by the tab that has the focus now, or called off.
      settle?.()
    }
    speaking = false
    if (!disposed && !options.signal?.aborted) queue()
  }

  function queue(): void {
    waiting = new AbortController()
    void request({ signal: waiting.signal })
  }

  function take(): void {
    if (speaking || disposed) return
    waiting.abort()
    void request({ steal: true })
  }

  window.addEventListener('focus', take)
  if (document.hasFocus() && document.visibilityState === 'visible') take()
  else void request({ ifAvailable: true })

  return {
    isSpeaking: () => speaking,
    ready,
    dispose() {
      disposed = true
      speaking = false
      window.removeEventListener('focus', take)
      waiting.abort()
      release?.()
    },
  }
}
