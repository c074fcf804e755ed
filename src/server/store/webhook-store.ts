/** A webhook to store. */
export interface NewWebhook {
  /** Unique: the signature. A repeated webhook has the same one. */
  id: string
  /** Its events, as JSON text. */
  content: string
  /** True when no handler needs it: only its id is kept, to detect repetitions. */
  isHandled: boolean
}

/** A stored webhook whose handler has not ended yet. */
export interface WaitingWebhook {
  /** Its position in the order of arrival. */
  position: number
  /** Its events, as JSON text. */
  content: string
  /** Number of holders that received it, including this one. */
  attempts: number
}

/**
 * The received webhooks in their order, and one lease, so that one server at a time handles them, and another one
 * continues where it stopped. The lease lasts 2 s after it was taken or renewed.
 */
export interface WebhookStore {
  /**
   * Stores a webhook after earlier ones, unless its id is known. An id is known until 10 minutes after the webhook was
   * handled. At most 10 000 webhooks wait.
   *
   * @returns `full` when too many webhooks wait: nothing is stored
   * @throws {@link StoreError} when the store cannot be reached
   */
  add(webhook: NewWebhook): Promise<'added' | 'known' | 'full'>
  /**
   * Takes or renews the lease, unless another holder has it, and returns the oldest waiting webhook. If none waits,
   * the lease is released atomically.
   *
   * @param handled - position of a webhook that the holder has handled, whoever has the lease now. Default: none
   * @returns null when none waits, or another holder has the lease
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(holder: string, handled?: number): Promise<WaitingWebhook | null>
  /**
   * Releases the lease of the holder.
   *
   * @param handled - position of a webhook that the holder has handled. Default: none
   * @throws {@link StoreError} when the store cannot be reached
   */
  release(holder: string, handled?: number): Promise<void>
}

/** Maximum number of waiting webhooks in a store. */
export const mostWaitingWebhooks = 10_000
/** Maximum number of ids of handled webhooks in a store; the oldest are deleted first. */
export const mostHandledWebhooks = 100_000
/**
 * How long the id of a handled webhook is kept, ms: longer than a repetition is accepted, even with different clocks.
 */
export const webhookLifetime = 10 * 60_000
/** ms after which a webhook that no server handled is deleted. */
export const unhandledLifetime = 24 * 60 * 60_000
