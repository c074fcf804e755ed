import type { KeyClaim, KeyState, KeyStore } from './key-store.ts'
import { NewestEntries } from './memory-keys.ts'

/** The result of a claim that the store does not have yet. */
interface UnfinishedClaim {
  claim: KeyClaim
  /** Null when the request failed and its key must be released. */
  answer: string | null
}

/**
 * Wraps the keys of a store that may be unreachable for a moment. A claim that could not be settled or released is
 * finished when its key is claimed again, or after the next successful claim. Otherwise repeated requests would be
 * refused for 60 s after the store is available again.
 */
export function finishedLater(keys: KeyStore): KeyStore {
  const unfinished = new NewestEntries<UnfinishedClaim>(({ answer }) => answer?.length ?? 0)
  let isFinishing = false

  /** @returns false when the store is still unavailable */
  async function finish(key: string): Promise<boolean> {
    const entry = unfinished.get(key)
    if (!entry) return true
    const { claim, answer } = entry
    try {
      await (answer === null ? keys.release(claim) : keys.settle(claim, answer))
    } catch {
      return false
    }
    if (unfinished.get(key) === entry) unfinished.delete(key)
    return true
  }

  async function finishAll(): Promise<void> {
    if (isFinishing) return
    isFinishing = true
    for (const key of unfinished.keys()) if (!(await finish(key))) break
    isFinishing = false
  }

  async function claimFinished(claim: KeyClaim): Promise<KeyState> {
    const isFinished = await finish(claim.key)
    const state = await keys.claim(claim)
    // Pending because of the unfinished claim, if the store became available between these two calls.
    if (isFinished || state.state !== 'pending' || !(await finish(claim.key))) return state
    return keys.claim(claim)
  }

  return {
    async claim(claim) {
      try {
        const state = await claimFinished(claim)
        void finishAll()
        return state
      } catch (error) {
        // It may be stored although the response was lost. The end of an earlier claim comes first.
        if (!unfinished.get(claim.key)) unfinished.set(claim.key, { claim, answer: null })
        throw error
      }
    },
    async settle(claim, answer) {
      try {
        await keys.settle(claim, answer)
      } catch (error) {
        unfinished.set(claim.key, { claim, answer })
        throw error
      }
    },
    async release(claim) {
      try {
        await keys.release(claim)
      } catch (error) {
        unfinished.set(claim.key, { claim, answer: null })
        throw error
      }
    },
  }
}
