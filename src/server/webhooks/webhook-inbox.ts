import { atMost, within } from '../http/within.ts'
import type { ServerLog } from '../log.ts'
import { overloaded } from '../publishing/keyed-queue.ts'
import type { WaitingWebhook, WebhookStore } from '../store/webhook-store.ts'
import type { ReceivedWebhook, Webhook } from './webhook.ts'

export interface WebhookInboxOptions {
  store: WebhookStore
  /** When undefined, webhooks count as handled as soon as they are stored. */
  onWebhook: ((webhook: Webhook) => void | Promise<void>) | undefined
  /** True when other servers share the store, and may leave unfinished webhooks. */
  isShared: boolean
  log: ServerLog
}

/** ms between two searches for webhooks of servers that have ended. */
const searchInterval = 500
/** ms between two renewals of the lease while a handler runs. */
const renewInterval = 500
/** Timeout of a handler, ms; then the next one runs. */
const handlerTimeout = 30_000
/**
 * Maximum number of servers that start the handler of one webhook. After that, the webhook is dropped, because it may
 * have caused them to end.
 */
const mostAttempts = 5
/** Maximum time to wait for the running handler when the server closes, ms. */
const closeTimeout = 5000

/**
 * Stores webhooks, and runs their handler in the order of arrival, one at a time across all servers. If a process ends
 * during its handler, another one handles the webhook again.
 */
export class WebhookInbox {
  readonly #options: WebhookInboxOptions
  readonly #holder = crypto.randomUUID()
  #running: Promise<number> | undefined
  /** True when a webhook may have been stored since the last claim. */
  #isDue = false
  /** The position of a handled webhook that is not written yet. */
  #handled: number | undefined
  #searching: ReturnType<typeof setTimeout> | undefined
  #isClosed = false
  /** True when the last access to the store failed. */
  #isFailing = false

  constructor(options: WebhookInboxOptions) {
    this.#options = options
  }

  /**
   * Stores a webhook, which is handled afterwards.
   *
   * @returns true when it was received before
   * @throws HttpError 503 when too many wait, so that Pusher repeats it
   * @throws StoreError when it could not be stored
   */
  async receive({ signature, timeMs, events }: ReceivedWebhook): Promise<boolean> {
    const { store, onWebhook } = this.#options
    const content = JSON.stringify({ timeMs, events })
    const result = await store.add({
      id: signature,
      content,
      isHandled: onWebhook === undefined,
    })
    if (result === 'full') throw overloaded('the handler of webhooks')
    void this.#runSoon()
    return result === 'known'
  }

  /** Searches twice a second for webhooks of servers that have ended. Only the first call has an effect. */
  start(): void {
    const { isShared, onWebhook } = this.#options
    if (!isShared || !onWebhook || this.#isClosed) return
    if (this.#searching === undefined) this.#searchIn(0)
  }

  #searchIn(ms: number): void {
    const search = async () => {
      await this.#runSoon()
      if (!this.#isClosed) this.#searchIn(searchInterval)
    }
    try {
      this.#searching = setTimeout(() => void search(), ms)
      // The search must not keep a process alive.
      ;(this.#searching as { unref?: () => void }).unref?.()
    } catch {
      // On platforms where a module may not start timers, the first request starts them.
    }
  }

  async #runSoon(): Promise<void> {
    try {
      await this.#run()
    } catch (error) {
      this.#failed(error)
    }
  }

  /** @returns number of webhooks that it handled */
  #run(): Promise<number> {
    if (this.#isClosed || !this.#options.onWebhook) return this.#running ?? Promise.resolve(0)
    this.#isDue = true
    return (this.#running ??= this.#handleAll())
  }

  async #handleAll(): Promise<number> {
    let count = 0
    try {
      while (this.#isDue && !this.#isClosed) {
        this.#isDue = false
        for (let next = await this.#claim(); next && !this.#isClosed; next = await this.#claim()) {
          await this.#handle(next)
          this.#handled = next.position
          count++
          if (this.#isClosed) break
        }
      }
      return count
    } finally {
      // Synchronous with the last check of `#isDue`.
      this.#running = undefined
    }
  }

  async #claim(): Promise<WaitingWebhook | null> {
    const next = await this.#options.store.claim(this.#holder, this.#handled)
    this.#handled = undefined
    this.#isFailing = false
    return next
  }

  async #handle({ content, attempts }: WaitingWebhook): Promise<void> {
    const { onWebhook, log } = this.#options
    if (attempts > mostAttempts) {
      const reason = `Expected its handler to end but ${mostAttempts} servers ended before.`
      log('error', 'webhook given up', { reason })
      return
    }
    let renewal = Promise.resolve()
    const renewing = setInterval(() => (renewal = this.#renew()), renewInterval)
    try {
      const webhook = {
        ...(JSON.parse(content) as Omit<Webhook, 'repeated'>),
        repeated: attempts > 1,
      }
      const late = () => new Error(`Expected \`onWebhook\` to end within ${handlerTimeout / 1000} s.`)
      // The app may throw synchronously.
      await within(handlerTimeout, (async () => onWebhook?.(webhook))(), late)
    } catch (error) {
      log('error', 'webhook failed', {
        reason: error instanceof Error ? error.message : 'unknown',
      })
    } finally {
      clearInterval(renewing)
      await renewal
    }
  }

  async #renew(): Promise<void> {
    try {
      if (this.#options.isShared) await this.#options.store.claim(this.#holder)
    } catch (error) {
      this.#failed(error)
    }
  }

  /** Resolves when no webhook waits for this server, or after a timeout in ms. */
  async settled(ms: number): Promise<void> {
    await atMost(
      ms,
      Promise.resolve(this.#running).catch(() => {}),
    )
  }

  /**
   * Handles stored webhooks that no server handles, within a timeout in ms.
   *
   * @returns number of webhooks that were handled
   * @throws StoreError when the store cannot be reached
   */
  async catchUp(ms: number): Promise<number> {
    return (await atMost(ms, this.#run())) ?? 0
  }

  /** Waits up to 5 s for the running handler, and leaves the other webhooks to other servers. Never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#searching)
    await atMost(closeTimeout, this.#release())
  }

  async #release(): Promise<void> {
    try {
      await this.#running?.catch(() => {})
      if (this.#options.onWebhook) await this.#options.store.release(this.#holder, this.#handled)
    } catch (error) {
      this.#failed(error)
    }
  }

  #failed(error: unknown): void {
    if (this.#isFailing) return
    this.#isFailing = true
    const reason = error instanceof Error ? error.message : 'unknown'
    this.#options.log('error', 'webhooks could not be read or marked as handled', { reason })
  }
}
