/** Counts frames, connection attempts and authorizations in flight. */
export class InFlightCounter {
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Returns a function that ends the operation. Idempotent. */
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
