import { describe, expect, it } from 'vitest'
import { payloadOf, payloadTree } from '../../../src/inspector/feed/payload-tree.ts'

describe('a payload as a tree', () => {
  it('has values as JSON and sizes of objects and lists', () => {
    expect(payloadTree('{"a":[1,null],"b":"x"}')).toEqual({
      name: '',
      text: '{2}',
      isDecoded: false,
      nodes: [
        {
          name: 'a',
          text: '[2]',
          isDecoded: false,
          nodes: [
            { name: '0', text: '1', nodes: null, isDecoded: false },
            { name: '1', text: 'null', nodes: null, isDecoded: false },
          ],
        },
        { name: 'b', text: '"x"', nodes: null, isDecoded: false },
      ],
    })
  })

  it('decodes JSON in texts, but no number or word', () => {
    const tree = payloadTree(JSON.stringify({ outer: JSON.stringify({ inner: '[1]' }), n: '7', t: 'true' }))
    expect(tree.nodes?.[0]).toMatchObject({ text: '{1}', isDecoded: true })
    expect(tree.nodes?.[0]?.nodes?.[0]).toMatchObject({ name: 'inner', text: '[1]', isDecoded: true })
    expect(tree.nodes?.slice(1).map(({ text }) => text)).toEqual(['"7"', '"true"'])
  })

  it('shows what is no JSON as the text that it is', () => {
    expect(payloadTree('hello')).toMatchObject({ text: '"hello"', nodes: null })
    expect(payloadOf('hello')).toBe('hello')
  })

  it('ends for what is large or deep', () => {
    const wide = payloadTree(JSON.stringify(Array.from({ length: 2000 }, (_, index) => index)))
    expect(wide.nodes).toHaveLength(501)
    expect(wide.nodes?.at(-1)).toMatchObject({ name: '…', text: '1500 more' })
    const deep = payloadTree('['.repeat(900) + ']'.repeat(900))
    let depth = 0
    for (let node = deep.nodes?.[0]; node; node = node.nodes?.[0]) depth += 1
    expect(depth).toBe(40)
  })

  it('is read without the mark of the kit', () => {
    expect(payloadOf('{"a":1,"$kit":{"seq":1,"epoch":"x"}}')).toEqual({ a: 1 })
  })
})
