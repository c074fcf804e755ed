import { describe } from 'vitest'
import { mockContract } from './mock-contract.ts'
import { contractSuite } from './suite.ts'
import { timeCases } from './time-cases.ts'

describe('the mock in Chromium with real timers', () => {
  contractSuite((app) => mockContract('real', app))
})
describe('the mock in Chromium with fake timers', () => {
  contractSuite((app) => mockContract('fake', app), timeCases)
})
