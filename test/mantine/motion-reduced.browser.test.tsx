import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import { moving, showMoving } from './motion-cases.tsx'

/** Engines that cannot change it were started with it. */
const before = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'reduce' : 'no-preference'
beforeAll(() => commands.prefer({ reducedMotion: 'reduce' }))
afterAll(() => commands.prefer({ reducedMotion: before }))
afterEach(cleanup)

it('moves nothing for who prefers it so', async () => {
  await showMoving()
  expect(moving()).toEqual([])
})
