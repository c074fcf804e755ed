import { printable } from '../../../server/internal.ts'

/** A failed check: the expected value, the actual value, and the remedy. */
export class Failure extends Error {
  readonly expected: string
  readonly got: string
  readonly remedy: string
  /** True when there was no usable response. Further requests to the route are skipped. */
  readonly isFault: boolean

  constructor(expected: string, got: string, remedy: string, { isFault = false } = {}) {
    super(`Expected ${expected} but got ${got}. ${remedy}`)
    this.name = 'Failure'
    this.expected = expected
    this.got = got
    this.remedy = remedy
    this.isFault = isFault
  }
}

/** The server does not have this part of the protocol. */
export class NotOffered extends Error {}

/** Thrown to end the checks of a route. */
class GroupEnd extends Error {}

/**
 * Runs one check of a route.
 *
 * @param run - resolves with a description of the result; rejects with {@link Failure} or {@link NotOffered}
 */
export type Check = (title: string, run: () => Promise<string>, options?: CheckOptions) => Promise<void>

interface CheckOptions {
  /** True if the other checks of the route depend on this one. */
  isNeeded?: boolean
}

type Status = 'ok' | 'failed' | 'not offered'

const width = 'not offered'.length

/** The results of all checks. Each is written immediately. */
export class Findings {
  readonly counts: Record<Status, number> = { ok: 0, failed: 0, 'not offered': 0 }
  readonly #write: (line: string) => void

  constructor(write: (line: string) => void) {
    this.#write = write
  }

  /** Runs the checks of one route. Ends them if a check fails on which the others depend. */
  async group(run: (check: Check) => Promise<void>): Promise<void> {
    try {
      await run(this.#check)
    } catch (error) {
      if (!(error instanceof GroupEnd)) throw error
    }
  }

  #check: Check = async (title, run, { isNeeded = false } = {}) => {
    let isEnd = isNeeded
    try {
      this.#found('ok', title, await run())
      return
    } catch (error) {
      if (error instanceof NotOffered) this.#found('not offered', title, error.message)
      else if (error instanceof Failure) {
        this.#found('failed', title, error.message)
        isEnd ||= error.isFault
      } else throw error
    }
    if (isEnd) throw new GroupEnd()
  }

  #found(status: Status, title: string, text: string): void {
    this.counts[status] += 1
    this.#write(printable(`${status.padEnd(width)}  ${title}: ${text}`))
  }
}
