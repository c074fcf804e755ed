import type { KitCore } from './kit-core.ts'
import type { Backend } from './options.ts'

/** ms that the socket may stay unavailable. */
const patience = 30_000
/** ms between two looks at the status endpoint, and until the first backend is tried again. */
const interval = 60_000
const longestInterval = 600_000
/** ms for a probe to connect. */
const probeTimeout = 10_000

/** What failover needs of the core beside its public side. */
export interface Backends {
  /** Null is the first backend. */
  readonly current: Backend | null
  moveTo: (backend: Backend | null) => void
  /** Whether the first backend takes connections, found out beside the one in use. */
  probe: (timeout: number) => Promise<boolean>
}

/**
 * Moves between the first backend and `fallbacks`.
 *
 *     first ──refused for good, unavailable for 30 s──► next fallback ──first takes connections again──► first
 *       └────the server publishes to another───────► that one ──────the server publishes to the first────┘
 */
export function watchFailover(core: KitCore, backends: Backends): () => void {
  const { wire } = core
  const ending = new AbortController()
  let unavailable: ReturnType<typeof setTimeout> | undefined
  let next: ReturnType<typeof setTimeout> | undefined
  let refusal: number | null = null
  /** We left by ourselves, whatever the server publishes to: the way back is a probe. */
  let hasFled = false
  let pause = interval

  function move(backend: Backend | null) {
    clearTimeout(unavailable)
    unavailable = undefined
    refusal = null
    backends.moveTo(backend)
  }

  function flee() {
    const { fallbacks = [] } = core.settings
    const { current } = backends
    const backend = fallbacks[fallbacks.findIndex((one) => one === current) + 1]
    if (!backend) return
    hasFled = true
    move(backend)
    schedule()
  }

  async function look() {
    if (hasFled) {
      if (await backends.probe(probeTimeout)) {
        if (ending.signal.aborted) return
        hasFled = false
        pause = interval
        move(null)
      } else pause = Math.min(pause * 2, longestInterval)
    } else await follow()
    schedule()
  }

  /** Goes where the server publishes. A status that cannot be read changes nothing. */
  async function follow() {
    const { signal } = ending
    const status = await core
      .request(core.endpoints.status, { signal })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null)
    const active = (status as { active?: unknown } | null)?.active
    if (signal.aborted || hasFled || typeof active !== 'string') return
    const { appKey, fallbacks = [] } = core.settings
    if (active === (backends.current?.appKey ?? appKey)) return
    const backend = fallbacks.find((one) => one.appKey === active)
    if (backend || active === appKey) move(backend ?? null)
  }

  function schedule() {
    clearTimeout(next)
    if (!ending.signal.aborted) next = setTimeout(() => void look(), pause * (0.8 + Math.random() * 0.4))
  }

  const offs = [
    wire.onTrouble((trouble) => {
      refusal = closeCode(trouble) ?? refusal
    }),
    wire.onUp(() => {
      clearTimeout(unavailable)
      unavailable = undefined
      refusal = null
    }),
    wire.onDown(() => void follow()),
    wire.onState(() => {
      const state = wire.client?.connection.state
      const isRefused = refusal !== null && refusal >= 4001 && refusal < 4100
      if (state === 'disconnected' && isRefused) queueMicrotask(flee)
      if (state === 'unavailable') unavailable ??= setTimeout(flee, patience)
    }),
  ]
  void follow().then(schedule)
  return () => {
    ending.abort()
    clearTimeout(unavailable)
    clearTimeout(next)
    for (const off of offs) off()
  }
}

function closeCode(trouble: unknown): number | null {
  const outer = (trouble ?? {}) as { error?: unknown; data?: { code?: unknown } }
  const inner = (outer.error ?? outer) as typeof outer
  return typeof inner.data?.code === 'number' ? inner.data.code : null
}
