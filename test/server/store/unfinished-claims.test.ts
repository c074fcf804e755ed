import { expect, it } from 'vitest'
import { memoryKeys } from '../../../src/server/store/memory-keys.ts'
import { finishedLater } from '../../../src/server/store/unfinished-claims.ts'

const claimOf = (claimant: string) => ({ key: 'key', fingerprint: 'body', claimant })

it('claims the key of a failed request when the store comes back in the middle of the claim', async () => {
  const store = memoryKeys()
  let isAway = false
  const keys = finishedLater({
    ...store,
    claim: (claim) => {
      isAway = false
      return store.claim(claim)
    },
    release: async (claim) => {
      if (isAway) throw new Error('The store is away.')
      await store.release(claim)
    },
  })
  const first = claimOf('first')
  expect(await keys.claim(first)).toEqual({ state: 'claimed' })
  isAway = true
  await expect(keys.release(first)).rejects.toThrow('away')
  expect(await keys.claim(claimOf('second'))).toEqual({ state: 'claimed' })
})
