import { expect, it } from 'vitest'
import { createSelfLog } from '../../../src/dev-server/self-log/self-log.ts'

it('escapes control characters that a client puts into names and paths', () => {
  const texts: string[] = []
  const log = createSelfLog(({ text }) => texts.push(text))
  log.server('warn', 'request', { method: 'GET', path: '/x\nERROR forged\u001b[31m', status: 404, ms: 1 })
  log.hub({
    type: 'request',
    method: 'GET',
    path: '/apps/1/\u009b31m\u202e\u2028',
    status: 404,
    reason: 'a\u007f\r\nb',
  })
  expect(texts).toHaveLength(2)
  for (const text of texts) expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)
})
