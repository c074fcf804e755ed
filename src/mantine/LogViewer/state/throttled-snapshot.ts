import { createSignal } from '../../../primitives/index.ts'
import type { EventLog, EventLogSnapshot } from '../../../index.ts'
import type { PaintGate } from './paint-gate.ts'

/** Lines per second. Above this rate nobody can read the lines. */
export const fastRate = 100
/** ms between two updates; nobody can read counts that change more often. */
const interval = 500
/** ms that an update waits for the frame of the next lines. Rendered there, both share one layout. */
const patience = 100

/**
 * The snapshot of a log for the parts around the lines. Updates are throttled when lines are added to the end. Any other
 * change is emitted immediately. The lines themselves render without delay.
 */
export class ThrottledSnapshot {
  readonly #log: EventLog
  readonly #gate: PaintGate
  readonly #changed = createSignal()
  #snapshot: EventLogSnapshot
  #notifiedAt = -interval
  #timer: ReturnType<typeof setTimeout> | undefined
  #unsubscribe: (() => void) | null = null

  constructor(log: EventLog, gate: PaintGate) {
    this.#log = log
    this.#gate = gate
    this.#snapshot = log.getSnapshot()
  }

  subscribe = (listener: () => void): (() => void) => {
    const off = this.#changed.on(listener)
    this.#unsubscribe ??= this.#gate.through(this.#log.subscribe)(this.#update)
    return () => {
      off()
      if (this.#changed.size > 0) return
      this.#unsubscribe?.()
      this.#unsubscribe = null
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
  }

  getSnapshot = (): EventLogSnapshot => {
    if (!this.#unsubscribe) this.#snapshot = this.#log.getSnapshot()
    return this.#snapshot
  }

  #update = (): void => {
    const next = this.#log.getSnapshot()
    const wait = this.#notifiedAt + interval - performance.now()
    if (wait <= 0 || !isOnlyMore(this.#snapshot, next)) this.#notify()
    else this.#timer ??= setTimeout(this.#notify, wait + patience)
  }

  #notify = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#notifiedAt = performance.now()
    this.#snapshot = this.#log.getSnapshot()
    this.#changed.emit()
  }
}

/** True when lines were added to the end, and nothing else changed. */
function isOnlyMore(last: EventLogSnapshot, next: EventLogSnapshot): boolean {
  return (
    last.size > 0 &&
    next.size > 0 &&
    last.status === next.status &&
    last.paused === next.paused &&
    last.gaps === next.gaps &&
    endsInGap(last) === endsInGap(next) &&
    next.first >= last.first &&
    last.revision === next.revision &&
    last.hasOlder === next.hasOlder &&
    last.error === next.error
  )
}

/** True when the newest lines may be missing: there is no line after the last gap. */
export function endsInGap({ gaps, first, size }: EventLogSnapshot): boolean {
  const gap = gaps.at(-1)
  return gap !== undefined && gap.index >= first + size
}
