import { inject, vi } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of Stryker: `dry-run` is the one without a mutant. */
    mode: 'dry-run' | 'mutant'
  }
}

/** ms. Most mutants prevent something that a test waits for: each of them costs this wait. */
const patience = inject('mode') === 'mutant' ? 3_000 : 30_000
/** ms between two looks. */
const interval = 50
/** ms. The limit on a machine that is too busy to look. */
const longest = 50_000

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react')
  configure({ asyncUtilTimeout: Math.max(patience, 6_000) })
}

/** Files share their worker, where this module runs for each of them. */
const isSet = Symbol.for('react-pusher-kit: waits by looks')
const patched = vi as typeof vi & { [isSet]?: true }

if (!patched[isSet]) {
  patched[isSet] = true
  const waitFor = vi.waitFor.bind(vi)

  // Gives up after a number of looks and not after a time: a process that other ones keep from the processor looks
  // later, and a mutant is not killed by that.
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
