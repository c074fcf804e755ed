import { describe } from 'vitest'
import { determinismCases } from './determinism-cases.ts'

describe('a mock with a seed, in Node', () => {
  determinismCases()
})
