import { adminEvents, type ChannelDefinitions } from '../../channels/index.ts'
import { usageAlertEvent, type UsageAlert } from '../../channels/internal.ts'
import type { ServerLog } from '../log.ts'
import type { OwnPublishing } from '../publishing/own-publishing.ts'
import type { Plan } from './plans.ts'
import type { SharedCounters } from './shared-counters.ts'

const thresholds = [100, 80] as const

/** Reports once a day, for each limit, when 80 % and when 100 % of it are reached. */
export class UsageAlerts {
  readonly #plan: Plan
  readonly #log: ServerLog
  readonly #onAlert: ((alert: UsageAlert) => void | Promise<void>) | undefined
  readonly #publish: (alert: UsageAlert) => Promise<void>
  readonly #reached: Record<UsageAlert['kind'], number> = { messages: 0, connections: 0 }
  #resetsAt = 0

  /** @param publish - sends an alert to the admins of the app */
  constructor(
    plan: Plan,
    log: ServerLog,
    onAlert: ((alert: UsageAlert) => void | Promise<void>) | undefined,
    publish: (alert: UsageAlert) => Promise<void>,
  ) {
    this.#plan = plan
    this.#log = log
    this.#onAlert = onAlert
    this.#publish = publish
  }

  /** @param resetsAt - end of the day of the counts, epoch ms */
  check(messages: number, connections: number, resetsAt: number): void {
    this.#startDay(resetsAt)
    for (const due of this.#due(messages, connections)) this.#report(due)
  }

  /**
   * Like {@link check}, but once for all servers that share counters.
   *
   * @throws StoreError when the counters cannot be reached; the next call then reports the alert
   */
  async checkShared(
    messages: number,
    connections: number,
    resetsAt: number,
    counters: Pick<SharedCounters, 'first'>,
  ): Promise<void> {
    this.#startDay(resetsAt)
    for (const due of this.#due(messages, connections)) {
      const { kind, threshold } = due
      // In this order, so that no other server reports 80 % after 100 %.
      const passed = thresholds.filter((percent) => percent <= threshold).toReversed()
      const answers: boolean[] = []
      for (const percent of passed) {
        answers.push(await counters.first(JSON.stringify(['usage', resetsAt, kind, percent])))
      }
      if (answers.at(-1)) this.#report(due)
      else this.#reached[kind] = threshold
    }
  }

  #startDay(resetsAt: number): void {
    if (resetsAt === this.#resetsAt) return
    this.#resetsAt = resetsAt
    this.#reached.messages = 0
    this.#reached.connections = 0
  }

  /** The reached limits that this server has not reported. */
  #due(messages: number, connections: number): UsageAlert[] {
    const { name: plan, ...limits } = this.#plan
    return [
      { kind: 'messages' as const, used: messages, limit: limits.messagesPerDay },
      { kind: 'connections' as const, used: connections, limit: limits.connections },
    ].flatMap(({ kind, used, limit }): UsageAlert[] => {
      const share = used / limit
      // If both are passed at once, only one alert is sent.
      const threshold = thresholds.find((percent) => share >= percent / 100) ?? 0
      if (threshold <= this.#reached[kind] || threshold === 0) return []
      return [{ kind, threshold, used, limit, share, plan, resetsAt: this.#resetsAt }]
    })
  }

  #report(alert: UsageAlert): void {
    const { kind, threshold, plan, used, limit } = alert
    this.#reached[kind] = threshold
    this.#log('warn', `[USAGE] ${threshold} % of the ${kind} of the plan`, { plan, used, limit })
    void this.#call('onUsageAlert failed', async () => this.#onAlert?.(alert))
    void this.#call('the usage alert could not be published', () => this.#publish(alert))
  }

  async #call(failure: string, call: () => Promise<void>): Promise<void> {
    try {
      await call()
    } catch (error) {
      this.#log('error', failure, { reason: error instanceof Error ? error.message : 'unknown' })
    }
  }
}

/** Sends an alert to the admins if the app declares their private channel, because anyone may join a public one. */
export async function publishUsageAlert(
  { publish }: OwnPublishing,
  channels: ChannelDefinitions,
  alert: UsageAlert,
): Promise<void> {
  if (!Object.hasOwn(channels, adminEvents.privateChannel)) return
  await publish(adminEvents.privateChannel, usageAlertEvent, alert)
}
