import { isOngoing, type MappedNotification } from './notification-data.ts'

/** Stands for all that came too fast, found no place, or came while nobody was connected. */
export interface Summary {
  count: number
  earlier: number
}

/** One notification on the screen. */
export type Toast =
  | { id: string; notification: MappedNotification; count: number }
  | { id: string; summary: Summary }

/** Where toasts are shown. `show` and `update` are never called for more ids than there is room for. */
export interface ToastPort {
  show(toast: Toast): void
  update(toast: Toast): void
  hide(id: string): void
  /** Ids on the screen, those of others too. */
  shown(): ReadonlySet<string>
  /** How many the screen takes before it begins to queue. */
  room(): number
}

/** What became of a notification. */
export type Outcome = 'shown' | 'counted' | 'summarized'

export interface NotificationFlowOptions {
  /** Begins the ids of this flow, which may not be alone on the screen. */
  prefix: string
  /** Most ids live at once. */
  limit: number
  /** More than `count` new ones within `window` ms collapse into a summary. */
  burst: { count: number; window: number }
}

/** A closing toast still fades for this long, ms; its place is given away only then. */
const fading = 300
/** Tasks that nobody ends are forgotten, too. */
const rememberedTasks = 1000

/**
 * Decides what of a stream of notifications is seen:
 *
 *     same key live ──────────► updated in place, counted
 *     task folded away ───────► nothing, until it ends
 *     too many in the window ─► summary (one id, counts up)
 *     no place left ──────────► takes the place of a lower priority, else summary
 *     otherwise ──────────────► shown
 *
 * It never lets more than `limit` ids live, nor more than find room beside the app's own, so that Mantine's
 * unbounded queue stays empty.
 */
export class NotificationFlow {
  private readonly live = new Map<string, Toast>()
  private readonly closing = new Map<string, ReturnType<typeof setTimeout>>()
  /** Keys of running tasks that a summary stands for, or that the reader has closed. */
  private readonly folded = new Set<string>()
  /** A summary that finds no place beside the app's own notifications. */
  private waiting: Summary | null = null
  private recent: number[] = []
  private nextId = 0
  private readonly port: ToastPort
  private readonly options: NotificationFlowOptions

  constructor(port: ToastPort, options: NotificationFlowOptions) {
    this.port = port
    this.options = options
  }

  push(notification: MappedNotification): Outcome {
    this.forgetGone()
    const key = keyOf(notification)
    const same = this.find(key)
    if (same && 'notification' in same) {
      // The same id once more is the same notification, in another state.
      const count = notification.id === same.notification.id ? same.count : same.count + 1
      this.put({ ...same, notification, count })
      return 'counted'
    }
    if (this.folded.has(key)) {
      if (isOngoing(notification)) return 'counted'
      this.folded.delete(key)
    }
    const id = this.isBurst() ? undefined : this.placeFor(notification)
    if (id === undefined) {
      this.fold(notification)
      return this.summarize({ count: 1, earlier: 0 })
    }
    this.put({ id, notification, count: 1 })
    return 'shown'
  }

  /** Says in one toast how many came while nobody was connected. */
  pushEarlier(count: number): void {
    this.forgetGone()
    if (count > 0) this.summarize({ count: 0, earlier: count })
  }

  /** The reader, or time, closed a toast. */
  closed(id: string): void {
    const toast = this.live.get(id)
    if (!toast) return
    if ('notification' in toast) this.fold(toast.notification)
    this.live.delete(id)
    this.closing.set(
      id,
      setTimeout(() => this.closing.delete(id), fading),
    )
  }

  /** Draws every toast anew, because its look depends on something else that changed. */
  refresh(): void {
    for (const toast of this.live.values()) this.port.update(toast)
  }

  /** Others came or went. */
  roomChanged(): void {
    if (!this.waiting) return
    this.forgetGone()
    if (!this.hasPlace()) return
    const summary = this.waiting
    this.waiting = null
    this.summarize(summary)
  }

  /** Takes everything off the screen. */
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

  /** A running task off the screen stays off until it ends. */
  private fold(notification: MappedNotification): void {
    if (!isOngoing(notification)) return
    this.folded.add(keyOf(notification))
    for (const oldest of this.folded) {
      if (this.folded.size <= rememberedTasks) return
      this.folded.delete(oldest)
    }
  }

  /** The app may take everything off the screen without a word. */
  private forgetGone(): void {
    const shown = this.port.shown()
    for (const id of this.live.keys()) if (!shown.has(id)) this.live.delete(id)
  }

  private hasPlace(): boolean {
    const others = this.port.shown().size - this.live.size
    const room = Math.min(this.options.limit, this.port.room() - others)
    return this.live.size + this.closing.size < room
  }

  /** Its own place, that of a lower priority, or none. */
  private placeFor(notification: MappedNotification): string | undefined {
    if (this.hasPlace()) return this.newId()
    const victim = this.lowest()
    if (!victim || !('notification' in victim) || victim.notification.priority >= notification.priority)
      return undefined
    this.fold(victim.notification)
    return victim.id
  }

  private summarize(more: Summary): Outcome {
    const known = [...this.live.values()].find((toast) => 'summary' in toast)
    if (known && 'summary' in known) {
      this.put({ id: known.id, summary: sum(known.summary, more) })
      return 'summarized'
    }
    // The last place turns into the summary, which then stands for what stood there too.
    const victim = this.hasPlace() ? undefined : this.lowest()
    const before = victim && 'notification' in victim ? { count: victim.count, earlier: 0 } : nothing
    if (victim && 'notification' in victim) this.fold(victim.notification)
    const summary = sum(sum(before, this.waiting ?? nothing), more)
    const id = victim?.id ?? (this.hasPlace() ? this.newId() : undefined)
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
    const now = Date.now()
    const { count, window } = this.options.burst
    this.recent = [...this.recent.filter((at) => at > now - window), now].slice(-count - 1)
    return this.recent.length > count
  }

  private newId(): string {
    this.nextId += 1
    return `${this.options.prefix}-${this.nextId}`
  }
}

const nothing: Summary = { count: 0, earlier: 0 }

const sum = (a: Summary, b: Summary): Summary => ({
  count: a.count + b.count,
  earlier: a.earlier + b.earlier,
})

const keyOf = (notification: MappedNotification) => notification.dedupeKey ?? notification.id
