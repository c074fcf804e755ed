import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineSplitter } from '../../../../src/dev-server/cli/pipe/line-splitter.ts'

function split(...chunks: (string | Buffer)[]) {
  const splitter = new LineSplitter()
  const lines = chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk)))
  return [...lines, ...splitter.end()]
}

describe('LineSplitter', () => {
  it('gives the same lines wherever the chunks end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', 'é', '🎈', ' ') })
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (whole, cuts) => {
        const bytes = Buffer.from(whole)
        const ends = [...new Set(cuts.filter((cut) => cut < bytes.length))].toSorted((a, b) => a - b)
        const chunks = [0, ...ends].map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length))
        expect(split(...chunks)).toEqual(split(whole))
      }),
    )
  })

  it('keeps blank lines, takes carriage returns off the end and needs no last line end', () => {
    expect(split('a\n\nb\r\nc').map(({ text }) => text)).toEqual(['a', '', 'b', 'c'])
    expect(split('a\n').map(({ text }) => text)).toEqual(['a'])
    expect(split('')).toEqual([])
  })

  it('turns what is not UTF-8 into U+FFFD', () => {
    expect(split(Buffer.from([0x61, 0xff, 0xc3, 0x0a])).map(({ text }) => text)).toEqual(['a\uFFFD\uFFFD'])
  })

  it('hands out an endless line in pieces and cuts no character', () => {
    const pieces = split(...Array.from({ length: 50 }, () => '🎈'.repeat(5000)))
    expect(pieces.length).toBeGreaterThan(5)
    expect(pieces.map(({ text }) => text).join('')).toBe('🎈'.repeat(250_000))
    expect(pieces.map(({ continues }) => continues)).toEqual([...pieces.slice(1).map(() => true), false])
    expect(Math.max(...pieces.map(({ text }) => text.length))).toBeLessThan(128 * 1024)
  })
})
