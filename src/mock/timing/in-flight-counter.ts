/** Counts what is in flight: frames, connects, authorizations. */
export class InFlightCounter {
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Returns a function that ends it. Idempotent. */
  start(): () => void {
    let flying = true
    this.#count += 1
    return () => {
      if (!flying) return
      flying = false
      this.#count -= 1
    }
  }
}
