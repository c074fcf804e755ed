import { describe, expect, it } from 'vitest'
import {
  ConnectionError,
  HandlerError,
  PayloadError,
  RequestError,
  SubscriptionError,
} from 'react-pusher-kit/client'

describe('an error', () => {
  it('has the cause that it was given, and none without one', () => {
    const cause = new Error('first')
    expect(new RequestError('/x', null, 'nothing', cause).cause).toBe(cause)
    expect(new HandlerError('news', 'published', null)).toHaveProperty('cause', null)
    // Consoles and reporters print a cause that is there, also an undefined one.
    expect(new RequestError('/x', 500, '500')).not.toHaveProperty('cause')
  })

  it('is named after its class', () => {
    expect(new RequestError('/x', 500, '500').name).toBe('RequestError')
  })

  it('has the close code in its text where there is one', () => {
    expect(new ConnectionError(4004, 'a refusal').message).toBe(
      'Expected a connection to Pusher but got a refusal (4004)',
    )
    expect(new ConnectionError(null, 'a lost socket').message).toBe(
      'Expected a connection to Pusher but got a lost socket',
    )
  })

  it('is final from 4001 to 4099', () => {
    const isFinal = (code: number | null) => new ConnectionError(code, 'a close').isFinal
    expect([4000, 4001, 4099, 4100, null].map(isFinal)).toEqual([false, true, true, false, false])
  })

  it('has the first issue in its text, also where a schema gave none', () => {
    const messageOf = (issues: { message: string }[]) => new PayloadError('news', 'e', issues, {}).message
    expect(messageOf([{ message: 'no title' }, { message: 'no text' }])).toMatch(/issues: no title$/)
    expect(messageOf([])).toMatch(/issues: an issue without a message$/)
  })

  it('has the status of the auth endpoint, null without an answer', () => {
    expect(new SubscriptionError('a', 'AuthError', 'a refusal', { status: 403 }).status).toBe(403)
    expect(new SubscriptionError('a', 'TimeoutError', 'silence').status).toBeNull()
  })
})
