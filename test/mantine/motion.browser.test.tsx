import { cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { moving, showMoving } from './motion-cases.tsx'

afterEach(cleanup)

it('moves while something goes on', async () => {
  await showMoving()
  expect(moving().length).toBeGreaterThan(3)
})
