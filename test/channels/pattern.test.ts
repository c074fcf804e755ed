import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { matchChannel } from 'react-pusher-kit/channels'

/** How patterns were matched before: by an expression that backtracks. */
function byExpression(pattern: string, name: string): Record<string, string> | null {
  const source = pattern.replace(/\{([A-Za-z_]\w*)\}|[.*+?^${}()|[\]\\]/g, (text, parameter?: string) =>
    parameter ? `(?<${parameter}>[A-Za-z0-9_\\-=@,.;]+?)` : `\\${text}`,
  )
  const found = name.length > 164 ? null : new RegExp(`^${source}$`).exec(name)
  return found && { ...found.groups }
}

function byMatcher(pattern: string, name: string): Record<string, string> | null {
  return matchChannel({ [pattern]: { events: {} } }, name)?.params ?? null
}

const piece = fc.constantFrom('a', 'b', 'ab', 'aa', '-', '.', 'a-', '-a', '=', '')
const parameters = ['{w}', '{x}', '{y}', '{z}']
const pattern = fc
  .array(piece, { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.map((text, index) => (index === 0 ? text : parameters[index - 1] + text)).join(''))
  .filter((text) => text !== '')
const name = fc.oneof(
  fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
  fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '#', ' ', '\n', 'é'), maxLength: 12 }),
)

describe('matching a pattern', () => {
  it('finds the parameters that a backtracking expression finds', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(pattern, name, (declared, asked) => {
        expect(byMatcher(declared, asked)).toEqual(byExpression(declared, asked))
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    ['{x}{y}', 'abc', { x: 'a', y: 'bc' }],
    ['{x}{y}', 'a', null],
    ['a{x}a', 'aa', null],
    ['a{x}a', 'aaa', { x: 'a' }],
    ['{x}-{y}-end', '1-2-end-3-end', { x: '1', y: '2-end-3' }],
    ['#s-{x}', '#s-1', { x: '1' }],
    ['{x}', '#s', null],
    ['{x}.', 'a\n.', null],
  ])('%s of %j', (declared, asked, expected) => {
    expect(byMatcher(declared, asked)).toEqual(expected)
    expect(byExpression(declared, asked)).toEqual(expected)
  })

  it('looks at each character of a hostile name a fixed number of times', () => {
    const hostile = '-a'.repeat(82)
    const channels = { '{a}-{b}-{c}-{d}-tail': { events: {} } }
    expect(matchChannel(channels, '1-2-3-4-tail')).not.toBeNull()
    const indexOf = vi.spyOn(String.prototype, 'indexOf')
    const exec = vi.spyOn(RegExp.prototype, 'exec')
    try {
      expect(matchChannel(channels, hostile)).toBeNull()
      const steps = indexOf.mock.calls.reduce((sum, [, from = 0], call) => {
        const found = indexOf.mock.results[call]?.value as number
        return sum + (found === -1 ? hostile.length : found) - from
      }, 0)
      expect(steps).toBeLessThanOrEqual(2 * hostile.length)
      expect(indexOf.mock.calls.length).toBeLessThanOrEqual(5)
      const expressions = exec.mock.contexts.map((expression) => (expression as RegExp).source)
      expect(expressions.filter((source) => source.includes('?<'))).toEqual([])
    } finally {
      indexOf.mockRestore()
      exec.mockRestore()
    }
  })
})
