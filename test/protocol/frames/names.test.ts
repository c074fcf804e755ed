import { describe, expect, it } from 'vitest'
import { byteLength, channelKind, isChannelName, isSocketId, needsAuth } from '../../../src/protocol/index.ts'

describe('channelKind', () => {
  it.each([
    ['logs', 'public', false],
    ['cache-logs', 'public', true],
    ['private-a', 'private', false],
    ['private-cache-a', 'private', true],
    ['private-encrypted-a', 'encrypted', false],
    ['private-encrypted-cache-a', 'encrypted', true],
    ['presence-a', 'presence', false],
    ['presence-cache-a', 'presence', true],
    ['privately', 'public', false],
    ['#server-to-user-7', 'user', false],
  ])('reads %s as %s, cache %s', (name, kind, cache) => {
    expect(channelKind(name)).toEqual({ kind, cache })
  })
})

describe('needsAuth', () => {
  it('is true for every private kind and for presence', () => {
    const names = ['a', 'cache-a', 'private-a', 'private-encrypted-a', 'presence-a', '#server-to-user-a']
    expect(names.filter(needsAuth)).toEqual(['private-a', 'private-encrypted-a', 'presence-a'])
  })
})

describe('isChannelName', () => {
  it('takes 164 characters and not one more', () => {
    expect(isChannelName('a'.repeat(164))).toBe(true)
    expect(isChannelName('a'.repeat(165))).toBe(false)
  })

  it.each(['', 'a b', 'a\n', 'a:b', 'a/b', '#a', 'ä'])('refuses %j', (name) => {
    expect(isChannelName(name)).toBe(false)
  })
})

describe('isSocketId', () => {
  it('is anchored at both ends', () => {
    expect(['1.2', '1.2\n', 'x1.2', '1.2.3', '1', '.'].filter(isSocketId)).toEqual(['1.2'])
  })
})

describe('byteLength', () => {
  it.each(['', 'abc', 'äöü', '€', '𝄞', 'a𝄞b', '\uD800', '\uDC00\uD800', '👩‍👩‍👧'])(
    'agrees with UTF-8 on %j',
    (text) => {
      expect(byteLength(text)).toBe(Buffer.byteLength(text))
    },
  )
})
