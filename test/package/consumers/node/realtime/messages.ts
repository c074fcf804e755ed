import { HttpError } from 'react-pusher-kit/server'
import type { MessageHandlers } from 'react-pusher-kit/server'

export const messages: MessageHandlers = {
  refuse: () => {
    throw new HttpError(409, 'idempotency_conflict', 'Refused.')
  },
}
