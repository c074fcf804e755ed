import { inject, vi } from 'vitest'
import { patience } from './run/time-limits.ts'

export { patience }

const waitFor = vi.waitFor.bind(vi)

const defaults = { timeout: patience, ...(inject('eager') ? { interval: 1 } : {}) }

/** As Vitest's own, with other defaults; Vitest has no setting for them. */
vi.waitFor = (callback, options = {}) =>
  waitFor(callback, { ...defaults, ...(typeof options === 'number' ? { timeout: options } : options) })
