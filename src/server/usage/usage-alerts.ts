import type { ServerLog } from '../log.ts'
import type { Plan } from './plans.ts'

/** A limit of the plan that is reached, or nearly. */
export interface UsageAlert {
  /** Which limit: `messages` in a day, or `connections` at one time. */
  kind: 'messages' | 'connections'
  /** Percent of the limit that were reached. */
  threshold: 80 | 100
  /** Count so far today. */
  used: number
  /** Count that the plan allows. */
  limit: number
  /** `used / limit`: 0.8 at 80 %. */
  share: number
  /** The name of the plan. */
  plan: string
  /** When the count starts anew: the next 00:00 UTC, epoch ms. */
  resetsAt: number
}

const thresholds = [100, 80] as const

/** Reports once a day, for each limit, that 80 % and that 100 % of it are reached. */
export class UsageAlerts {
  readonly #plan: Plan
  readonly #log: ServerLog
  readonly #onAlert: ((alert: UsageAlert) => void | Promise<void>) | undefined
  readonly #reached: Record<UsageAlert['kind'], number> = { messages: 0, connections: 0 }
  #resetsAt = 0

  constructor(
    plan: Plan,
    log: ServerLog,
    onAlert: ((alert: UsageAlert) => void | Promise<void>) | undefined,
  ) {
    this.#plan = plan
    this.#log = log
    this.#onAlert = onAlert
  }

  /** @param resetsAt - end of the day that the counts belong to, epoch ms */
  check(messages: number, connections: number, resetsAt: number): void {
    if (resetsAt !== this.#resetsAt) {
      this.#resetsAt = resetsAt
      this.#reached.messages = 0
      this.#reached.connections = 0
    }
    this.#checkOne('messages', messages, this.#plan.messagesPerDay)
    this.#checkOne('connections', connections, this.#plan.connections)
  }

  #checkOne(kind: UsageAlert['kind'], used: number, limit: number): void {
    const share = used / limit
    if (share < 0.8) return
    // When both are passed at once, there is one alert.
    const threshold = thresholds.find((percent) => share >= percent / 100) ?? 80
    if (threshold <= this.#reached[kind]) return
    this.#reached[kind] = threshold
    const { name: plan } = this.#plan
    this.#log('warn', `[USAGE] ${threshold} % of the ${kind} of the plan`, { plan, used, limit })
    void this.#call({ kind, threshold, used, limit, share, plan, resetsAt: this.#resetsAt })
  }

  async #call(alert: UsageAlert): Promise<void> {
    try {
      await this.#onAlert?.(alert)
    } catch (error) {
      this.#log('error', 'onUsageAlert failed', {
        reason: error instanceof Error ? error.message : 'unknown',
      })
    }
  }
}
