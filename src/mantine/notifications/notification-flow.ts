import type { Notice } from './notification-data.ts'

/** One notification on the screen. */
export type Toast =
  | { id: string; notice: Notice; count: number }
  /** Stands for all that came too fast or found no place. */
  | { id: string; summary: { count: number; earlier: number } }

/** Where toasts are shown. `show` and `update` are never called for more ids than the limit. */
export interface ToastPort {
  show(toast: Toast): void
  update(toast: Toast): void
  hide(id: string): void
}

export interface NotificationFlowOptions {
  /** Most ids live at once. */
  limit: number
  /** More than `count` new ones within `window` ms collapse into a summary. */
  burst: { count: number; window: number }
}

/** A closing toast still fades for this long, ms; its place is given away only then. */
const fading = 300

/**
 * Decides what of a stream of notifications is seen:
 *
 *     same key live ──────────► counted in place
 *     too many in the window ─► summary (one id, counts up)
 *     no place left ──────────► takes the place of a lower priority, else summary
 *     otherwise ──────────────► shown
 *
 * It never lets more than `limit` ids live, so that Mantine's own unbounded queue stays empty.
 */
export class NotificationFlow {
  private readonly live = new Map<string, Toast>()
  private readonly closing = new Map<string, ReturnType<typeof setTimeout>>()
  private recent: number[] = []
  private nextId = 0
  private readonly port: ToastPort
  private readonly options: NotificationFlowOptions

  constructor(port: ToastPort, options: NotificationFlowOptions) {
    this.port = port
    this.options = options
  }

  push(notice: Notice): void {
    const same = this.find(notice.dedupeKey ?? notice.id)
    if (same && 'notice' in same) {
      // A task that goes on is no repetition.
      const count =
        notice.progress === undefined && notice.id !== same.notice.id ? same.count + 1 : same.count
      this.put({ ...same, notice, count })
      return
    }
    if (this.isBurst()) {
      this.summarize(1, 0)
      return
    }
    if (this.live.size + this.closing.size < this.options.limit) {
      this.put({ id: this.newId(), notice, count: 1 })
      return
    }
    const victim = this.lowest()
    if (victim && 'notice' in victim && victim.notice.priority < notice.priority) {
      this.put({ id: victim.id, notice, count: 1 })
      return
    }
    this.summarize(1, 0)
  }

  /** Says in one toast how many came while nobody was connected. */
  pushEarlier(count: number): void {
    if (count > 0) this.summarize(0, count)
  }

  /** The reader, or time, closed a toast. */
  closed(id: string): void {
    if (!this.live.delete(id)) return
    this.closing.set(
      id,
      setTimeout(() => this.closing.delete(id), fading),
    )
  }

  /** Draws every toast anew, because its look depends on something else that changed. */
  refresh(): void {
    for (const toast of this.live.values()) this.port.update(toast)
  }

  /** Takes everything off the screen. */
  clear(): void {
    for (const id of this.live.keys()) this.port.hide(id)
    this.live.clear()
  }

  dispose(): void {
    this.clear()
    for (const timer of this.closing.values()) clearTimeout(timer)
    this.closing.clear()
  }

  private summarize(count: number, earlier: number): void {
    const summary = [...this.live.values()].find((toast) => 'summary' in toast)
    if (summary && 'summary' in summary) {
      const before = summary.summary
      this.put({
        id: summary.id,
        summary: { count: before.count + count, earlier: before.earlier + earlier },
      })
      return
    }
    if (this.live.size + this.closing.size < this.options.limit) {
      this.put({ id: this.newId(), summary: { count, earlier } })
      return
    }
    // The last place turns into the summary, which then stands for what stood there too.
    const victim = this.lowest()
    if (victim) this.put({ id: victim.id, summary: { count: count + 1, earlier } })
  }

  private put(toast: Toast): void {
    const known = this.live.has(toast.id)
    this.live.set(toast.id, toast)
    if (known) this.port.update(toast)
    else this.port.show(toast)
  }

  private find(key: string): Toast | undefined {
    for (const toast of this.live.values()) {
      if ('notice' in toast && (toast.notice.dedupeKey ?? toast.notice.id) === key) return toast
    }
    return undefined
  }

  /** The newest among those of the lowest priority. */
  private lowest(): Toast | undefined {
    let lowest: Toast | undefined
    const priority = (toast: Toast) => ('notice' in toast ? toast.notice.priority : Infinity)
    for (const toast of this.live.values()) {
      if (!lowest || priority(toast) <= priority(lowest)) lowest = toast
    }
    return lowest
  }

  private isBurst(): boolean {
    const now = Date.now()
    const { count, window } = this.options.burst
    this.recent = [...this.recent.filter((at) => at > now - window), now].slice(-count - 1)
    return this.recent.length > count
  }

  private newId(): string {
    this.nextId += 1
    return `pusher-kit-${this.nextId}`
  }
}
