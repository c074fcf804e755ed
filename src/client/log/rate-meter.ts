const bucketLength = 100
const buckets = 10

/** Counts events over the last second. */
export class RateMeter {
  readonly #counts = new Uint32Array(buckets)
  #newest = 0

  add(count: number, now = performance.now()): void {
    const bucket = this.#advance(now)
    this.#counts[bucket % buckets] = (this.#counts[bucket % buckets] as number) + count
  }

  /** Events per second. */
  rate(now = performance.now()): number {
    this.#advance(now)
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  #advance(now: number): number {
    const bucket = Math.floor(now / bucketLength)
    const passed = Math.min(buckets, bucket - this.#newest)
    for (let step = 1; step <= passed; step += 1) this.#counts[(this.#newest + step) % buckets] = 0
    if (passed === buckets) this.#counts.fill(0)
    this.#newest = Math.max(this.#newest, bucket)
    return this.#newest
  }
}
