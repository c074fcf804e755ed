const bucketLength = 100
const buckets = 10

/** Counts events over the last second. */
export class RateMeter {
  readonly #counts = new Uint32Array(buckets)
  #place = 0
  #bucketEnd = 0

  /** @param now - ms of one clock for all calls; counts are reset when it jumps back */
  add(count: number, now: number): void {
    if (now >= this.#bucketEnd || now < this.#bucketEnd - bucketLength) this.#advance(now)
    this.#counts[this.#place] = (this.#counts[this.#place] as number) + count
  }

  /** Events per second. */
  rate(now: number): number {
    this.#advance(now)
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  #advance(now: number): void {
    const passed = Math.floor((now - this.#bucketEnd) / bucketLength) + 1
    if (passed < 0) this.#counts.fill(0)
    for (let step = Math.min(passed, buckets); step > 0; step -= 1) {
      this.#place = (this.#place + 1) % buckets
      this.#counts[this.#place] = 0
    }
    this.#bucketEnd += passed * bucketLength
  }
}
