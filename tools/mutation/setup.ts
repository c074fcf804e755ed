import { inject, vi } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The mode of Stryker; `dry-run` runs without a mutant. */
    mode: 'dry-run' | 'mutant'
  }
}

const isMutant = inject('mode') === 'mutant'
// A mutant that leaves a promise pending costs a whole timeout. The slowest test takes 2 s on an idle machine.
if (isMutant) vi.setConfig({ testTimeout: 12_000, hookTimeout: 12_000 })

/** Timeout of waits, ms. Short, because most mutants prevent something that a test waits for. */
const patience = isMutant ? 3_000 : 30_000
/** ms between two checks. */
const interval = 50
/** Maximum wait on a busy machine, ms. */
const longest = isMutant ? 10_000 : 50_000

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: Math.max(patience, 6_000) })
}

/** This module runs for each file in a shared worker. */
const isSet = Symbol.for('react-pusher-kit: waits by looks')
const patched = vi as typeof vi & { [isSet]?: true }

if (!patched[isSet]) {
  patched[isSet] = true
  const waitFor = vi.waitFor.bind(vi)

  // Gives up after a number of checks and not after a time, so that a process that gets little CPU time does not kill
  // mutants.
  vi.waitFor = async (callback, options = {}) => {
    const chosen = typeof options === 'number' ? { timeout: options } : options
    const pause = chosen.interval ?? interval
    let looksLeft = Math.ceil((chosen.timeout ?? patience) / pause)
    let failure: { error: unknown } | null = null
    const found = await waitFor(
      async () => {
        try {
          return { value: await callback() }
        } catch (error) {
          looksLeft -= 1
          if (looksLeft > 0) throw error
          failure = { error }
          return null
        }
      },
      { timeout: longest, interval: pause },
    )
    if (!found) throw (failure as { error: unknown } | null)?.error
    return found.value
  }
}
