import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LogLines } from '../../../../src/dev-server/cli/pipe/log-line.ts'

const escape = '\u001b'
/** An escape sequence that does not end. */
const cutEscape = new RegExp(`${escape}(\\[\\d*)?…$`)
const now = Date.UTC(2026, 0, 1)

/** Bytes of the event as Pusher gets it, with the longest number that a channel may reach. */
function encodedBytes({ timestamp, ...line }: { timestamp: number }): number {
  const $kit = { seq: Number.MAX_SAFE_INTEGER, epoch: 'e'.repeat(36) }
  return Buffer.byteLength(JSON.stringify({ ...line, timestamp: new Date(timestamp).toISOString(), $kit }))
}

function withoutMarks(parts: { text: string }[]): string {
  return parts
    .map(({ text }, index) => {
      const head = index === 0 ? text : text.replace(/^…/, '')
      return index === parts.length - 1 ? head : head.replace(/…$/, '')
    })
    .join('')
}

describe('LogLines', () => {
  it('leaves lines that fit as they are', () => {
    const line = new LogLines('t').read({ text: 'error: x', continues: false }, now)
    expect(line).toEqual([{ text: 'error: x', thread_id: 't', level: 'error', timestamp: now }])
  })

  it('splits any text so that each part fits an event and nothing is lost', () => {
    const unit = fc.constantFrom(
      'a'.repeat(50),
      '"',
      '\\',
      '\u0001',
      '\u001b[31m',
      'é',
      '漢',
      '🎈',
      '\t',
      '\uFFFD',
    )
    const text = fc.string({ unit, minLength: 500, maxLength: 3000 })
    fc.assert(
      fc.property(
        text,
        fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme-ascii' }),
        (whole, thread) => {
          const parts = new LogLines(thread).read({ text: whole, continues: false }, now)
          expect(withoutMarks(parts)).toBe(whole)
          for (const part of parts) {
            expect(encodedBytes(part)).toBeLessThanOrEqual(10_240)
            expect(part.text).not.toMatch(cutEscape)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('fills the parts', () => {
    const parts = new LogLines('t').read({ text: 'x'.repeat(31_000), continues: false }, now)
    expect(parts.map(({ text }) => text.length > 9900)).toEqual([true, true, true, false])
  })

  it('gives the pieces of one line the level and the time of its head', () => {
    const lines = new LogLines('t')
    const time = Date.UTC(2026, 3, 1)
    lines.read({ text: `${new Date(time).toISOString()} WARN long`, continues: true }, now)
    const [middle] = lines.read({ text: 'ERROR', continues: true }, now)
    const [last] = lines.read({ text: 'end', continues: false }, now)
    const [next] = lines.read({ text: 'next', continues: false }, now)
    expect(middle).toMatchObject({ text: '…ERROR…', level: 'warn', timestamp: time })
    expect(last).toMatchObject({ text: '…end', level: 'warn', timestamp: time })
    expect(next).toMatchObject({ text: 'next', level: 'info', timestamp: now })
  })
})
