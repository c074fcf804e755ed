import { afterEach, beforeEach, describe } from 'vitest'
import type { Contract, CreateContract, CurrentContract } from './contract.ts'
import { appCases } from './app-cases.ts'
import { channelCases } from './channel-cases.ts'
import { clientEventCases } from './client-event-cases.ts'
import { connectionCases } from './connection-cases.ts'
import { frameCases } from './frame-cases.ts'
import { limitCases } from './limit-cases.ts'
import { presenceCases } from './presence-cases.ts'
import { trapCases } from './trap-cases.ts'
import { userCases } from './user-cases.ts'
import { webhookCases } from './webhook-cases.ts'

/** What every Pusher must do, seen through the real pusher-js; `more` holds what only some wires can show. */
export function contractSuite(create: CreateContract, more?: (contract: CurrentContract) => void): void {
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
    frameCases(current)
    webhookCases(current)
    more?.(current)
  })
  appCases(create)
}
