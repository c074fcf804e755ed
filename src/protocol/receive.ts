import { triggerClientEvent } from './client-events.ts'
import { closeCodes } from './codes.ts'
import { exceedsBytes } from './digest.ts'
import { encodeFrame, frameData, parseFrame } from './frames.ts'
import { limits } from './limits.ts'
import type { Session } from './session.ts'
import { subscribe, unsubscribe } from './subscriptions.ts'
import { signIn } from './users.ts'

const pong = encodeFrame('pusher:pong', '{}')

/** One frame from a client: whatever it is, it is answered or dropped, never thrown. */
export function receive(session: Session, raw: string | Uint8Array): void {
  if (!session.open) return
  session.heardAt = session.app.clock.now()
  session.pinged = false
  if (typeof raw !== 'string') {
    session.close(closeCodes.unsupportedData, 'Expected a text frame but got a binary one')
    return
  }
  if (exceedsBytes(raw, limits.clientFrame)) {
    session.close(closeCodes.messageTooBig, `Expected a frame of at most ${limits.clientFrame} bytes`)
    return
  }
  const frame = parseFrame(raw)
  if (!frame) {
    session.refuse('Invalid frame: expected a JSON object with an event name')
    return
  }
  switch (frame.event) {
    case 'pusher:ping':
      session.send(pong)
      break
    case 'pusher:pong':
      break
    case 'pusher:subscribe':
      subscribe(session, frameData(frame))
      break
    case 'pusher:unsubscribe':
      unsubscribe(session, frameData(frame))
      break
    case 'pusher:signin':
      signIn(session, frameData(frame))
      break
    default:
      if (frame.event.startsWith('client-')) triggerClientEvent(session, frame)
      else
        session.refuse(
          `Unknown event ${frame.event.slice(0, limits.eventName)}: client events start with client-`,
        )
  }
}
