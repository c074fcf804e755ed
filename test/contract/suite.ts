import { afterEach, beforeEach, describe } from 'vitest'
import type { Contract, CreateContract } from './contract.ts'
import { channelCases } from './channel-cases.ts'
import { clientEventCases } from './client-event-cases.ts'
import { connectionCases } from './connection-cases.ts'
import { limitCases } from './limit-cases.ts'
import { presenceCases } from './presence-cases.ts'
import { trapCases } from './trap-cases.ts'
import { userCases } from './user-cases.ts'

/** What every Pusher must do, seen through the real pusher-js. */
export function contractSuite(create: CreateContract): void {
  describe('Pusher', () => {
    let contract: Contract
    const current = (): Contract => contract

    beforeEach(async () => {
      contract = await create()
    })

    afterEach(async () => {
      await contract.dispose()
    })

    connectionCases(current)
    channelCases(current)
    presenceCases(current)
    userCases(current)
    clientEventCases(current)
    limitCases(current)
    trapCases(current)
  })
}
