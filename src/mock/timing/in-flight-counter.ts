/** Counts what is on its way: frames, connects, authorisations. */
export class InFlightCounter {
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The answer ends the flight. Idempotent. */
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
