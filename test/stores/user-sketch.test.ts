import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { UserSketch } from '../../src/stores/user-sketch.ts'

const hashOf = (user: number | string) => createHash('sha256').update(`${user}`).digest('hex').slice(0, 16)

function sketchOf(first: number, count: number): UserSketch {
  const sketch = new UserSketch()
  for (let user = first; user < first + count; user++) sketch.add(hashOf(user))
  return sketch
}

function read(encoded: Uint8Array): UserSketch {
  const sketch = new UserSketch()
  sketch.merge(encoded)
  return sketch
}

describe('a sketch of users', () => {
  it.each([0, 1, 30, 511])('counts %i users exactly', (count) => {
    const sketch = sketchOf(0, count)
    expect(sketch.count()).toBe(count)
    expect(sketchOf(0, count).encode().length).toBeLessThan(2048)
    expect(read(sketch.encode()).count()).toBe(count)
  })

  it.each([512, 1000, 3000, 6000, 20_000, 200_000])('estimates %i users in 2 048 bytes', (count) => {
    const sketch = sketchOf(0, count)
    expect(sketch.encode()).toHaveLength(2048)
    // Three standard errors.
    expect(Math.abs(sketch.count() - count) / count).toBeLessThan(0.07)
    expect(read(sketch.encode()).count()).toBe(sketch.count())
  })

  it('estimates with the standard error that the documentation states, and without a bias', () => {
    const count = 5000
    const runs = 60
    const deviations = Array.from(
      { length: runs },
      (_, run) => sketchOf(run * count, count).count() / count - 1,
    )
    const mean = deviations.reduce((sum, value) => sum + value, 0) / runs
    const error = Math.sqrt(deviations.reduce((sum, value) => sum + value ** 2, 0) / runs)
    expect(Math.abs(mean)).toBeLessThan(0.01)
    expect(error).toBeLessThan(0.03)
    expect(error).toBeGreaterThan(0.01)
  })

  it.each([
    [100, 100],
    [400, 400],
    [100, 5000],
    [5000, 100],
    [5000, 5000],
  ])('of %i users and of %i other ones are merged to what one sketch of all would be', (first, second) => {
    const merged = sketchOf(0, first)
    expect(merged.merge(sketchOf(first, second).encode())).toBe(true)
    expect(merged.count()).toBe(sketchOf(0, first + second).count())
    expect(merged.merge(sketchOf(0, first).encode())).toBe(false)
  })

  it('says whether a user is new to it', () => {
    const sketch = new UserSketch()
    expect(sketch.add(hashOf('ana'))).toBe(true)
    expect(sketch.add(hashOf('ana'))).toBe(false)
    const full = sketchOf(0, 5000)
    expect(full.add(hashOf(7))).toBe(false)
  })

  it('counts users whose hashes have no 1 where it looks for one', () => {
    const full = sketchOf(0, 600)
    const before = full.count()
    full.add('0000000000000000')
    full.add('ffe0000000000000')
    expect(full.count()).toBeGreaterThanOrEqual(before)
    expect(full.count()).toBeLessThan(before * 1.05)
  })
})
