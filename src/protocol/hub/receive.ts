import type { AppState } from './app-state.ts'
import { triggerClientEvent } from './client-events.ts'
import { closeCodes } from '../frames/codes.ts'
import { exceedsBytes } from '../signatures/digest.ts'
import { encodeFrame, parseFrame, type ClientFrame } from '../frames/frames.ts'
import { limits } from './limits.ts'
import type { Session } from './session.ts'
import { subscribe, unsubscribe } from './subscriptions.ts'
import { signIn } from './users.ts'

const pong = encodeFrame('pusher:pong', '{}')

/** Handles one frame of a client. Never throws: an invalid frame is answered with an error or dropped. */
export function receive(app: AppState, session: Session, raw: string | Uint8Array): void {
  if (!session.open) return
  session.received += 1
  try {
    session.active()
    const frame = readFrame(session, raw)
    if (frame) dispatch(app, session, frame)
  } catch (error) {
    // An internal error closes this connection only.
    session.fail(error)
  }
}

function readFrame(session: Session, raw: string | Uint8Array): ClientFrame | null {
  if (typeof raw !== 'string') {
    session.close(closeCodes.unsupportedData, 'Expected a text frame but got a binary one')
    return null
  }
  if (exceedsBytes(raw, limits.clientFrame)) {
    session.close(closeCodes.messageTooBig, `Expected a frame of at most ${limits.clientFrame} bytes`)
    return null
  }
  const frame = parseFrame(raw)
  if (!frame) session.refuse('Invalid frame: expected a JSON object with an event name')
  return frame
}

function dispatch(app: AppState, session: Session, frame: ClientFrame): void {
  switch (frame.type) {
    case 'ping':
      session.send(pong)
      break
    case 'pong':
      break
    case 'subscribe':
      subscribe(app, session, frame)
      break
    case 'unsubscribe':
      unsubscribe(app, session, frame)
      break
    case 'signin':
      signIn(app, session, frame)
      break
    case 'client-event':
      triggerClientEvent(app, session, frame)
      break
    case 'unknown':
      session.refuse(
        `Unknown event ${frame.event.slice(0, limits.eventName)}: client events start with client-`,
      )
  }
}
