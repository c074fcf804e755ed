import type { BackendState, BackendStateStore } from 'react-pusher-kit/server'

interface Row extends Omit<BackendState, 'outOfQuotaFor' | 'restsFor'> {
  outOfQuotaUntil: number
  restsUntil: number
}

const day = 24 * 60 * 60_000

/** A store of one's own, with what can go wrong in it. Its clock is that of the test. */
export class MemoryBackendStates implements BackendStateStore {
  readonly rows = new Map<string, Row>()
  /** The calls, in order. */
  readonly calls: ('read' | 'write' | 'claim')[] = []
  /** What becomes of a call before it does anything. */
  before: (call: 'read' | 'write' | 'claim') => void | Promise<void> = () => {}

  /** What the answer of a write waits for. */
  after: () => void | Promise<void> = () => {}

  async read(counts: Parameters<BackendStateStore['read']>[0]) {
    await this.#call('read')
    return counts.map(({ backend, messages, errors }) => {
      const row = this.rowOf(backend)
      row.messages += messages
      row.errors += errors
      return state(row)
    })
  }

  async write({
    backend,
    version,
    outOfQuota,
    restsFor,
    ...rest
  }: Parameters<BackendStateStore['write']>[0]) {
    await this.#call('write')
    const row = this.rowOf(backend)
    if (row.version !== version) return { written: false, state: state(row) }
    const now = Date.now()
    const outOfQuotaUntil = outOfQuota ? (Math.floor(now / day) + 1) * day : 0
    Object.assign(row, rest, { version: version + 1, outOfQuotaUntil, restsUntil: now + restsFor })
    const answer = { written: true, state: state(row) }
    await this.after()
    return answer
  }

  async claim(backend: string, version: number, restsFor: number) {
    await this.#call('claim')
    const row = this.rowOf(backend)
    if (row.version !== version || row.restsUntil > Date.now()) return { written: false, state: state(row) }
    Object.assign(row, { version: version + 1, restsUntil: Date.now() + restsFor })
    return { written: true, state: state(row) }
  }

  rowOf(backend: string): Row {
    const counts = { messages: 0, errors: 0 }
    const known = this.rows.get(backend)
    const row = known ?? {
      backend,
      version: 0,
      rests: 0,
      failure: null,
      ...counts,
      outOfQuotaUntil: 0,
      restsUntil: 0,
    }
    this.rows.set(backend, row)
    return row
  }

  async #call(call: 'read' | 'write' | 'claim'): Promise<void> {
    this.calls.push(call)
    await this.before(call)
  }
}

function state({ outOfQuotaUntil, restsUntil, ...row }: Row): BackendState {
  const now = Date.now()
  return {
    ...row,
    outOfQuotaFor: Math.max(0, outOfQuotaUntil - now),
    restsFor: Math.max(0, restsUntil - now),
  }
}
