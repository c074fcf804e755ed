import { describe } from 'vitest'
import { devServerContract } from './dev-server-contract.ts'
import { contractSuite } from './suite.ts'

describe('the dev server over real sockets', () => {
  contractSuite((app) => devServerContract(app))
})
