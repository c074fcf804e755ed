import type Database from 'libsql'
import { keyState } from '../../server/internal.ts'
import type { KeyStore } from '../../server/index.ts'
import type { KnownClaim } from '../../server/internal.ts'
import type { Transactions } from './transactions.ts'

interface ClaimRow {
  fingerprint: string
  claimant: string
  claimed_at: number
  answer: string | null
}

/** Idempotency keys of whole requests, in the same file as the events. */
export function libsqlKeys(database: Database.Database, { write }: Transactions): KeyStore {
  const known = database.prepare('SELECT fingerprint, claimant, claimed_at, answer FROM claims WHERE key = ?')
  const insert = database.prepare('INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, NULL)')
  const settle = database.prepare('UPDATE claims SET answer = ? WHERE key = ? AND claimant = ?')
  const release = database.prepare('DELETE FROM claims WHERE key = ? AND claimant = ?')
  return {
    claim: (claim) =>
      write(() => {
        const now = Date.now()
        const row = known.get(claim.key) as ClaimRow | undefined
        const state = keyState(row && knownClaim(row), claim, now)
        if (state.state === 'claimed') insert.run(claim.key, claim.fingerprint, claim.claimant, now)
        return state
      }),
    settle: ({ key, claimant }, answer) => write(() => void settle.run(answer, key, claimant)),
    release: ({ key, claimant }) => write(() => void release.run(key, claimant)),
  }
}

function knownClaim({ claimed_at: claimedAt, ...row }: ClaimRow): KnownClaim {
  return { ...row, claimedAt }
}
