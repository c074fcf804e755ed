import { describe } from 'vitest'
import { mockContract } from './mock-contract.ts'
import { contractSuite } from './suite.ts'

describe('the mock in Node with real timers', () => {
  contractSuite(() => mockContract('real'))
})
describe('the mock in Node with fake timers', () => {
  contractSuite(() => mockContract('fake'))
})
