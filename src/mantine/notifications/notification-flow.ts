import { isOngoing, type MappedNotification } from './notification-data.ts'

/** Counts notifications that arrived too fast, exceeded the limit, or were missed (`earlier`). */
export interface Summary {
  count: number
  earlier: number
}

/** One notification on the screen. */
export type Toast =
  | { id: string; notification: MappedNotification; count: number }
  | { id: string; summary: Summary }

/** Where toasts are shown. `show` is never called for more ids than `room`. */
export interface ToastPort {
  show(toast: Toast): void
  update(toast: Toast): void
  hide(id: string): void
  /** Ids of all open toasts, those of the app too. */
  shown(): ReadonlySet<string>
  /** How many toasts are shown before further ones are queued. */
  room(): number
}

/** The result for a notification. */
export type Outcome = 'shown' | 'counted' | 'summarized'

export interface NotificationFlowOptions {
  /** Prefix of the ids, to distinguish them from those of other toasts. */
  prefix: string
  /** Maximum number of open toasts. */
  limit: number
  /** More than `count` new ones within `window` ms collapse into a summary. */
  burst: { count: number; window: number }
}

/** Duration of the exit transition, ms; a closing toast counts towards the limit until its end. */
const exitDuration = 300
/** Maximum number of remembered hidden tasks, because some never end. */
const maxHiddenTasks = 1000

/**
 * Decides which notifications become toasts:
 *
 *     toast with the same key ─► updated in place, counted
 *     hidden task ─────────────► nothing, until it ends
 *     too many in the window ──► summary (one toast with a count)
 *     limit reached ───────────► replaces one of lower priority, else summary
 *     otherwise ───────────────► shown
 *
 * No more than `limit` toasts are open, and no more than fit beside the app's own, so that Mantine's unbounded queue stays
 * empty.
 */
export class NotificationFlow {
  private readonly live = new Map<string, Toast>()
  private readonly closing = new Map<string, ReturnType<typeof setTimeout>>()
  /** Keys of running tasks that a summary counts, or that the user closed. */
  private readonly hiddenTasks = new Set<string>()
  /** A summary that does not fit beside the app's own notifications. */
  private waiting: Summary | null = null
  /** When the last notifications arrived, ms of `performance.now()`. */
  private recent: number[] = []
  private nextId = 0
  private readonly port: ToastPort
  private readonly options: NotificationFlowOptions

  constructor(port: ToastPort, options: NotificationFlowOptions) {
    this.port = port
    this.options = options
  }

  push(notification: MappedNotification): Outcome {
    this.removeClosed()
    const key = keyOf(notification)
    const same = this.find(key)
    if (same && 'notification' in same) {
      // Another event with the same id updates the notification and is not counted.
      const count = notification.id === same.notification.id ? same.count : same.count + 1
      this.put({ ...same, notification, count })
      return 'counted'
    }
    if (this.hiddenTasks.has(key)) {
      if (isOngoing(notification)) return 'counted'
      this.hiddenTasks.delete(key)
    }
    const id = this.isBurst() ? undefined : this.idFor(notification)
    if (id === undefined) {
      this.hideTask(notification)
      return this.summarize({ count: 1, earlier: 0 })
    }
    this.put({ id, notification, count: 1 })
    return 'shown'
  }

  /** Shows the number of missed notifications in one toast. */
  pushEarlier(count: number): void {
    this.removeClosed()
    if (count > 0) this.summarize({ count: 0, earlier: count })
  }

  /** The user or the timer closed a toast. */
  closed(id: string): void {
    const toast = this.live.get(id)
    if (!toast) return
    if ('notification' in toast) this.hideTask(toast.notification)
    this.live.delete(id)
    this.closing.set(
      id,
      setTimeout(() => this.closing.delete(id), exitDuration),
    )
  }

  /** Updates every toast after a change outside the toasts, such as of the tab's visibility. */
  refresh(): void {
    for (const toast of this.live.values()) this.port.update(toast)
  }

  /** Toasts of the app were opened or closed. */
  roomChanged(): void {
    if (!this.waiting) return
    this.removeClosed()
    if (!this.hasRoom()) return
    const summary = this.waiting
    this.waiting = null
    this.summarize(summary)
  }

  /** Closes every toast. */
  clear(): void {
    for (const id of this.live.keys()) this.port.hide(id)
    this.live.clear()
    this.waiting = null
  }

  dispose(): void {
    this.clear()
    for (const timer of this.closing.values()) clearTimeout(timer)
    this.closing.clear()
  }

  /** Hides a running task until it ends. */
  private hideTask(notification: MappedNotification): void {
    if (!isOngoing(notification)) return
    this.hiddenTasks.add(keyOf(notification))
    for (const oldest of this.hiddenTasks) {
      if (this.hiddenTasks.size <= maxHiddenTasks) return
      this.hiddenTasks.delete(oldest)
    }
  }

  /** Removes toasts that the app has closed through Mantine's store. */
  private removeClosed(): void {
    const shown = this.port.shown()
    for (const id of this.live.keys()) if (!shown.has(id)) this.live.delete(id)
  }

  private hasRoom(): boolean {
    const others = this.port.shown().size - this.live.size
    const room = Math.min(this.options.limit, this.port.room() - others)
    return this.live.size + this.closing.size < room
  }

  /** A new id, that of a toast of lower priority, or undefined. */
  private idFor(notification: MappedNotification): string | undefined {
    if (this.hasRoom()) return this.newId()
    const replaced = this.lowest()
    if (!replaced || !('notification' in replaced) || replaced.notification.priority >= notification.priority)
      return undefined
    this.hideTask(replaced.notification)
    return replaced.id
  }

  private summarize(more: Summary): Outcome {
    const known = [...this.live.values()].find((toast) => 'summary' in toast)
    if (known && 'summary' in known) {
      this.put({ id: known.id, summary: sum(known.summary, more) })
      return 'summarized'
    }
    // The summary replaces a toast, and counts its notifications too.
    const replaced = this.hasRoom() ? undefined : this.lowest()
    const before =
      replaced && 'notification' in replaced ? { count: replaced.count, earlier: 0 } : emptySummary
    if (replaced && 'notification' in replaced) this.hideTask(replaced.notification)
    const summary = sum(sum(before, this.waiting ?? emptySummary), more)
    const id = replaced?.id ?? (this.hasRoom() ? this.newId() : undefined)
    this.waiting = id === undefined ? summary : null
    if (id !== undefined) this.put({ id, summary })
    return 'summarized'
  }

  private put(toast: Toast): void {
    const known = this.live.has(toast.id)
    this.live.set(toast.id, toast)
    if (known) this.port.update(toast)
    else this.port.show(toast)
  }

  private find(key: string): Toast | undefined {
    for (const toast of this.live.values()) {
      if ('notification' in toast && keyOf(toast.notification) === key) return toast
    }
    return undefined
  }

  /** The newest among those of the lowest priority. */
  private lowest(): Toast | undefined {
    let lowest: Toast | undefined
    const priority = (toast: Toast) => ('notification' in toast ? toast.notification.priority : Infinity)
    for (const toast of this.live.values()) {
      if (!lowest || priority(toast) <= priority(lowest)) lowest = toast
    }
    return lowest
  }

  private isBurst(): boolean {
    const now = performance.now()
    const { count, window } = this.options.burst
    this.recent = [...this.recent.filter((at) => at > now - window), now].slice(-count - 1)
    return this.recent.length > count
  }

  private newId(): string {
    this.nextId += 1
    return `${this.options.prefix}-${this.nextId}`
  }
}

const emptySummary: Summary = { count: 0, earlier: 0 }

const sum = (a: Summary, b: Summary): Summary => ({
  count: a.count + b.count,
  earlier: a.earlier + b.earlier,
})

const keyOf = (notification: MappedNotification) => notification.dedupeKey ?? notification.id
