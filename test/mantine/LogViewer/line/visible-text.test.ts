import fc from 'fast-check'
import { createEventLog, plainText } from 'react-pusher-kit'
import { expect, it } from 'vitest'
import { visibleText } from '../../../../src/mantine/LogViewer/line/visible-text.ts'
import { quickest, timeOf } from '../../../run/quickest.ts'

const escape = String.fromCharCode(27)
const bell = String.fromCharCode(7)

it.each([
  ['10 %\r20 %\r30 % of the download', '30 % of the download'],
  ['ends as Windows does\r', 'ends as Windows does'],
  ['one\r\ntwo\rthree\r\n', 'one\nthree\n'],
  ['nothing to write over', 'nothing to write over'],
  ['\r', ''],
  [`${escape}]0;a title\rof two${bell}text`, `${escape}]0;a title\rof two${bell}text`],
])('of %j a terminal shows %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown)
})

it('a colour set before overwritten text still applies', () => {
  expect(visibleText(`${escape}[32m10 %\r100 %${escape}[0m`)).toBe(`${escape}[32m100 %${escape}[0m`)
})

it('the rendered text has the width that the grid computed', () => {
  const piece = fc.oneof(
    fc.constantFrom('\r', `${escape}[31m`, `${escape}[K`),
    fc.stringMatching(/^[ -~]{0,8}$/),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      const log = createEventLog()
      log.append({ seq: 1, event: 'log', data: { text }, timestamp: 0 })
      const widths = new Int32Array(1)
      log.widths(0, widths)
      expect(widths[0]).toBe(plainText(visibleText(text)).length)
      expect(log.line(0)?.text).toBe(text.replace(/\r$/, ''))
    }),
  )
})

it('reads a megabyte of overwritten text once', async () => {
  const text = `${'x'.repeat(99)}\r`.repeat(10_000) + 'y'.repeat(1_000_000)
  const read = () => expect(visibleText(text)).toHaveLength(1_000_000)
  expect(await quickest(1000, () => timeOf(read))).toBeLessThan(1000)
})
