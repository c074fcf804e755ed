/** Elects the tab that shows notifications among all tabs of one app. */
export interface TabLeader {
  isLeader(): boolean
  /** Resolves once a leader is elected. Until then, `isLeader` returns false in every tab. */
  ready: Promise<void>
  dispose(): void
}

interface SharedLeader {
  leader: TabLeader
  users: number
}

/** One per scope: two bridges on one page share the leadership and must not steal the lock from each other. */
const shared = new Map<string, SharedLeader>()

/** Takes part in the election of the leader until it is disposed. */
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
      // Deferred, because StrictMode mounts again in the same tick, and requesting the lock again takes longer.
      queueMicrotask(() => {
        if (known.users > 0 || shared.get(scope) !== known) return
        shared.delete(scope)
        leader.dispose()
      })
    },
  }
}

/**
 * The tab that holds a Web Lock is the leader: the last focused one, and when it closes, the next in the queue.
 * Without Web Locks (an insecure page, a sandboxed frame, an old browser), every tab is its own leader.
 *
 *     mounted ── has focus ──► steal ─────► leader ── another tab steals ──► queue ──► leader …
 *        └────── has none ───► request ───► queue
 */
function createTabLeader(scope: string): TabLeader {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks) return { isLeader: () => true, ready: Promise.resolve(), dispose: () => {} }

  /** The options of the request that holds the lock. */
  let holder: LockOptions | null = null
  let isStealing = false
  /** Locks are not allowed on this page. */
  let isWithoutLocks = false
  let disposed = false
  let release: (() => void) | undefined
  let settle: (() => void) | undefined
  let waiting = new AbortController()
  const ready = new Promise<void>((resolve) => {
    settle = resolve
  })

  /** Keeps the lock until it is released or stolen. */
  function hold(options: LockOptions): Promise<void> | undefined {
    // The request may be granted after `dispose`.
    if (disposed) return undefined
    holder = options
    isStealing = false
    settle?.()
    return new Promise((resolve) => {
      release = resolve
    })
  }

  /** Requests the lock, and queues again whenever it was stolen. */
  async function request(options: LockOptions): Promise<void> {
    try {
      await locks?.request(scope, options, (lock) => (lock ? hold(options) : settle?.()))
    } catch (error) {
      settle?.()
      // `AbortError`: stolen by the focused tab, or aborted. Any other error would repeat endlessly.
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        isWithoutLocks = !disposed
        return
      }
    }
    // An aborted request must not clear the holder of the request that replaced it.
    if (holder === options) holder = null
    if (!disposed && !options.signal?.aborted) queue()
  }

  function queue(): void {
    waiting = new AbortController()
    void request({ signal: waiting.signal })
  }

  function steal(): void {
    if (holder || isStealing || disposed) return
    isStealing = true
    waiting.abort()
    void request({ steal: true })
  }

  window.addEventListener('focus', steal)
  if (document.hasFocus() && document.visibilityState === 'visible') steal()
  else void request({ ifAvailable: true })

  return {
    isLeader: () => isWithoutLocks || holder !== null,
    ready,
    dispose() {
      disposed = true
      holder = null
      isWithoutLocks = false
      window.removeEventListener('focus', steal)
      waiting.abort()
      settle?.()
      release?.()
    },
  }
}
