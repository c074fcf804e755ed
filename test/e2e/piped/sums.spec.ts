import { describe, expect, it } from 'vitest'

// Run by a process of its own, whose output the console shows.
describe.each([1, 2, 3, 4, 5])('%i', (a) => {
  it.each([1, 2, 3, 4, 5])('and %i are the same in either order', (b) => {
    expect(a + b).toBe(b + a)
  })
})
