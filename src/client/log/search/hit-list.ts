const segmentBits = 12
const segmentLength = 1 << segmentBits

/**
 * Ascending absolute indices, extended at both ends: above with new lines, below while older lines are searched newest
 * first. Positions are stable: hits that are added below get positions below `first`.
 */
export class HitList {
  /** Position 0 and up; segments are dropped from the old end. */
  #above: Int32Array[] = []
  #goneSegments = 0
  /** Position -1 and down. */
  #below: Int32Array[] = []
  #first = 0
  #end = 0

  get first(): number {
    return this.#first
  }

  get end(): number {
    return this.#end
  }

  get size(): number {
    return this.#end - this.#first
  }

  push(index: number): void {
    put(this.#above, this.#end - (this.#goneSegments << segmentBits), index)
    this.#end += 1
  }

  unshift(index: number): void {
    this.#first -= 1
    if (this.#first < 0) {
      put(this.#below, -this.#first - 1, index)
      return
    }
    // Reuses positions of dropped hits.
    if (this.#first >> segmentBits < this.#goneSegments) {
      this.#goneSegments -= 1
      this.#above.unshift(new Int32Array(segmentLength))
    }
    put(this.#above, this.#first - (this.#goneSegments << segmentBits), index)
  }

  at(position: number): number {
    const row = position < 0 ? -position - 1 : position - (this.#goneSegments << segmentBits)
    const segments = position < 0 ? this.#below : this.#above
    return segments[row >> segmentBits]?.[row & (segmentLength - 1)] ?? -1
  }

  /** The first position whose index is `index` or more. */
  positionOf(index: number): number {
    let low = this.#first
    let high = this.#end
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (this.at(middle) < index) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Drops every hit below an absolute index. */
  dropBelow(index: number): void {
    const position = this.positionOf(index)
    if (position === this.#first) return
    this.#first = position
    if (position < 0) return
    this.#below = []
    const gone = position >> segmentBits
    this.#above.splice(0, gone - this.#goneSegments)
    this.#goneSegments = gone
  }
}

function put(segments: Int32Array[], row: number, index: number): void {
  const segment = (segments[row >> segmentBits] ??= new Int32Array(segmentLength))
  segment[row & (segmentLength - 1)] = index
}
