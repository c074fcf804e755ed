/** Whether this tab is the one that shows notifications, among all tabs of one app. */
export interface TabLeader {
  isLeader(): boolean
  /** Resolves once it is known who speaks; before, `isSpeaking` is false everywhere. */
  ready: Promise<void>
  dispose(): void
}

interface SharedLeader {
  leader: TabLeader
  users: number
}

/** One for each scope: two bridges on one page are one voice, and must not take it from each other. */
const shared = new Map<string, SharedLeader>()

/** The speaker of this tab, until it is disposed of. */
export function openTabLeader(scope: string): TabLeader {
  const known = shared.get(scope) ?? { leader: createTabLeader(scope), users: 0 }
  shared.set(scope, known)
  known.users += 1
  const { leader } = known
  return {
    isLeader: () => leader.isLeader(),
    ready: leader.ready,
    dispose() {
      known.users -= 1
      // Not at once: StrictMode comes back in this very tick, and a lock takes longer to come back.
      queueMicrotask(() => {
        if (known.users > 0 || shared.get(scope) !== known) return
        shared.delete(scope)
        leader.dispose()
      })
    },
  }
}

/**
 * Exactly one tab holds a Web Lock and speaks: the one focused last, and when it closes, the next in the
 * queue. Without Web Locks (an insecure page, a sandboxed frame, an old browser) every tab speaks for itself.
 *
 *     mounted ── has focus ──► take ──► speaking ── another tab takes ──► queue ──► speaking …
 *        └────── has none ───► ask ───► queue
 */
function createTabLeader(scope: string): TabLeader {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks) return { isLeader: () => true, ready: Promise.resolve(), dispose: () => {} }

  /** The options of the request that holds the lock. */
  let holder: LockOptions | null = null
  let taking = false
  /** This page may use no locks. */
  let isAlone = false
  let disposed = false
  let release: (() => void) | undefined
  let settle: (() => void) | undefined
  let waiting = new AbortController()
  const ready = new Promise<void>((resolve) => {
    settle = resolve
  })

  /** Keeps the lock until it is released or stolen. */
  function hold(options: LockOptions): Promise<void> | undefined {
    // A lock that was asked for before the end may be granted after it.
    if (disposed) return undefined
    holder = options
    taking = false
    settle?.()
    return new Promise((resolve) => {
      release = resolve
    })
  }

  /** Requests the lock, and waits for it again whenever it was stolen. */
  async function request(options: LockOptions): Promise<void> {
    try {
      await locks?.request(scope, options, (lock) => (lock ? hold(options) : settle?.()))
    } catch (error) {
      settle?.()
      // Stolen by the tab that has the focus now, or called off; anything else would fail again, for ever.
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        isAlone = !disposed
        return
      }
    }
    // A request that was called off in favour of the next must not speak for it.
    if (holder === options) holder = null
    if (!disposed && !options.signal?.aborted) queue()
  }

  function queue(): void {
    waiting = new AbortController()
    void request({ signal: waiting.signal })
  }

  function take(): void {
    if (holder || taking || disposed) return
    taking = true
    waiting.abort()
    void request({ steal: true })
  }

  window.addEventListener('focus', take)
  if (document.hasFocus() && document.visibilityState === 'visible') take()
  else void request({ ifAvailable: true })

  return {
    isLeader: () => isAlone || holder !== null,
    ready,
    dispose() {
      disposed = true
      holder = null
      isAlone = false
      window.removeEventListener('focus', take)
      waiting.abort()
      settle?.()
      release?.()
    },
  }
}
