import type { WaitingWebhook, WebhookStore } from '../store/webhook-store.ts'

/** Maximum number of remembered signatures; the oldest is removed first. */
const rememberedWebhooks = 10_000
/** Maximum number of waiting webhooks; further ones are refused. */
const mostWaiting = 1000

/** The webhooks of one process. */
export function memoryWebhooks(): WebhookStore {
  const known = new Set<string>()
  const waiting = new Map<number, WaitingWebhook>()
  let last = 0

  function end(handled: number | undefined): void {
    if (handled !== undefined) waiting.delete(handled)
  }

  return {
    async add({ id, content, isHandled }) {
      if (known.has(id)) return 'known'
      if (!isHandled && waiting.size >= mostWaiting) return 'full'
      known.add(id)
      const [oldest] = known
      if (known.size > rememberedWebhooks && oldest !== undefined) known.delete(oldest)
      const position = ++last
      if (!isHandled) waiting.set(position, { position, content, attempts: 1 })
      return 'added'
    },
    async claim(_holder, handled) {
      end(handled)
      const [next = null] = waiting.values()
      return next
    },
    release: async (_holder, handled) => end(handled),
  }
}
