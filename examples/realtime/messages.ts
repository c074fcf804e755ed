import { HttpError } from 'react-pusher-kit/server'
import type { MessageHandlers } from 'react-pusher-kit/server'

/** The messages that clients may send, and their handlers. The sender comes from the session. */
export const messages: MessageHandlers = {
  say: ({ user, payload, publish }) => {
    const { text } = Object(payload) as { text?: unknown }
    if (typeof text !== 'string' || text.trim() === '') {
      throw new HttpError(400, 'invalid_field', 'Expected `text` to be a text.', { field: 'payload.text' })
    }
    return publish('message', { from: user.id, text })
  },
}
