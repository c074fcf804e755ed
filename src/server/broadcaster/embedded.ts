import type { App, Hub } from '../../protocol/index.ts'
import { BroadcastError } from './broadcaster.ts'
import type { Broadcaster, Message } from './broadcaster.ts'

export interface EmbeddedOptions {
  hub: Hub
  app: App
  /** @defaultValue 'embedded' */
  name?: string
  /** 32 bytes, base64: the master key of encrypted channels. */
  encryptionMasterKey?: string
}

/**
 * The Pusher protocol hub of this very process, as `serve` runs it.
 *
 * @example
 * ```ts
 * const server = createPusherServer({ broadcaster: embedded({ hub, app }), authenticate })
 * ```
 */
export function embedded({ hub, app, name = 'embedded', encryptionMasterKey }: EmbeddedOptions): Broadcaster {
  function publish({ channels, event, data, socketId }: Message): void {
    try {
      hub.publish(app.id, { channels, event, data, ...(socketId === undefined ? {} : { socketId }) })
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The hub refused the event.'
      throw new BroadcastError('rejected', message, null, error)
    }
  }

  return {
    name,
    type: 'embedded',
    key: app.key,
    secret: app.secret,
    cluster: null,
    useTls: false,
    ...(encryptionMasterKey === undefined ? {} : { encryptionMasterKey }),
    send: async (messages) => messages.forEach(publish),
    terminateUser: async () => {},
  }
}
