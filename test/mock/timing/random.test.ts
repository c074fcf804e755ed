import { describe } from 'vitest'
import { determinismCases } from './random-cases.ts'

describe('a mock with a seed, in Node', () => {
  determinismCases()
})
