import type { PoolClient } from 'pg'
import { claimLifetime, keyLifetime, keyState } from '../../server/internal.ts'
import type { KeyClaim, KeyState, KeyStore } from '../../server/index.ts'
import type { Connections } from './connections.ts'

interface ClaimRow {
  fingerprint: string
  claimant: string
  claimed_at: string
  answer: string | null
}

/** Claims the key when it is new or has expired. */
const take = `INSERT INTO rpk_claims AS known VALUES ($1, $2, $3, $4, NULL)
  ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, claimant = excluded.claimant,
    claimed_at = excluded.claimed_at, answer = NULL
  WHERE abs(excluded.claimed_at - known.claimed_at) >=
    CASE WHEN known.answer IS NULL THEN ${claimLifetime} ELSE ${keyLifetime} END`
const select = 'SELECT fingerprint, claimant, claimed_at, answer FROM rpk_claims WHERE key = $1'
const settle = 'UPDATE rpk_claims SET answer = $3 WHERE key = $1 AND claimant = $2'
const release = 'DELETE FROM rpk_claims WHERE key = $1 AND claimant = $2'

/** Idempotency keys of whole requests, in the database of the events. */
export function postgresKeys({ write }: Connections): KeyStore {
  return {
    claim: (claim) => write((client) => claimKey(client, claim)),
    settle: ({ key, claimant }, answer) =>
      write(async (client) => void (await client.query(settle, [key, claimant, answer]))),
    release: ({ key, claimant }) =>
      write(async (client) => void (await client.query(release, [key, claimant]))),
  }
}

async function claimKey(client: PoolClient, claim: KeyClaim): Promise<KeyState> {
  const { key, fingerprint, claimant } = claim
  for (;;) {
    const now = Date.now()
    const { rowCount } = await client.query(take, [key, fingerprint, claimant, now])
    if (rowCount === 1) return { state: 'claimed' }
    const [row] = (await client.query<ClaimRow>(select, [key])).rows
    // Claimed by an earlier attempt of this call whose response was lost.
    if (row?.claimant === claimant) return { state: 'claimed' }
    const state = keyState(row && { ...row, claimedAt: Number(row.claimed_at) }, claim, now)
    // The key was released meanwhile; the next iteration claims it.
    if (state.state !== 'claimed') return state
  }
}
