/** A webhook to store. */
export interface NewWebhook {
  /** Unique: the signature. A repeated webhook has the same one. */
  id: string
  /** What happened, as JSON text. */
  content: string
  /** True when no handler waits for it: its id is kept, so that a repeat is known. */
  isHandled: boolean
}

/** A stored webhook whose handler has not ended yet. */
export interface WaitingWebhook {
  /** Its place in the order of arrival. */
  position: number
  /** What happened, as JSON text. */
  content: string
  /** Count of the holders that got it, this one included. */
  attempts: number
}

/**
 * The webhooks that arrived, in their order, and one lease, so that one of several servers handles them at a time, and
 * another one goes on where it stopped. The lease lasts 2 s from when it was taken or renewed.
 */
export interface WebhookStore {
  /**
   * Stores a webhook behind those that arrived before, unless its id is known. An id is known until 10 minutes after it was
   * handled. 10 000 webhooks wait at most.
   *
   * @returns `full` when too many wait: nothing is stored
   * @throws {@link StoreError} when the store cannot be reached
   */
  add(webhook: NewWebhook): Promise<'added' | 'known' | 'full'>
  /**
   * Takes or renews the lease, unless another holder has it, and reads the oldest webhook that waits. When none waits, the
   * lease is free again, in one step with the look for one.
   *
   * @param handled - position of a webhook that the holder has handled, whoever has the lease now. Default: none
   * @returns null when none waits, or another holder has the lease
   * @throws {@link StoreError} when the store cannot be reached
   */
  claim(holder: string, handled?: number): Promise<WaitingWebhook | null>
  /**
   * Frees the lease of the holder.
   *
   * @param handled - position of a webhook that the holder has handled. Default: none
   * @throws {@link StoreError} when the store cannot be reached
   */
  release(holder: string, handled?: number): Promise<void>
}

/** Webhooks that wait for their handler in a store. */
export const mostWaitingWebhooks = 10_000
/** Ids of handled webhooks in a store; beyond it, the oldest are deleted. */
export const mostHandledWebhooks = 100_000
/** ms that the id of a handled webhook is kept: longer than a repeat of it is accepted, under clocks that differ. */
export const webhookLifetime = 10 * 60_000
/** ms after which a webhook is deleted that no server handled. */
export const unhandledLifetime = 24 * 60 * 60_000
