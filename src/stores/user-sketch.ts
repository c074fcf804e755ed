/** Number of registers of a HyperLogLog; the standard error of a count is 1.04 / √registers = 2.3 %. */
const registers = 2048
/** Number of bits of a hash that select its register. */
const indexBits = Math.log2(registers)
/** Number of bits of a hash that are kept; those that do not select the register give the rank. */
const rankBits = 32 - indexBits
/** Maximum number of hashes that are kept unchanged: as many as fit into the space of the registers. */
const mostHashes = registers / Uint32Array.BYTES_PER_ELEMENT - 1

/**
 * A set of users in at most 2 048 bytes. Up to 511 users are counted exactly, by 32 bits of their hashes. Beyond that,
 * a HyperLogLog estimates their number with a standard error of 2.3 %.
 */
export class UserSketch {
  #hashes: Set<number> | undefined = new Set()
  #registers = new Uint8Array()

  /** @param hash - hexadecimal digits, of which the first 8 are used @returns true when the sketch has changed */
  add(hash: string): boolean {
    return this.#add(Number.parseInt(hash.slice(0, 8), 16))
  }

  /** Adds the result of {@link encode}. @returns true when the sketch has changed */
  merge(encoded: Uint8Array): boolean {
    let hasChanged = false
    if (encoded.length !== registers) {
      const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.length)
      for (let at = 0; at < encoded.length; at += 4) hasChanged = this.#add(view.getUint32(at)) || hasChanged
      return hasChanged
    }
    this.#toRegisters()
    for (const [index, rank] of encoded.entries()) hasChanged = this.#raise(index, rank) || hasChanged
    return hasChanged
  }

  encode(): Uint8Array {
    if (!this.#hashes) return this.#registers.slice()
    const bytes = new Uint8Array(this.#hashes.size * 4)
    const view = new DataView(bytes.buffer)
    let at = 0
    for (const hash of this.#hashes) {
      view.setUint32(at, hash)
      at += 4
    }
    return bytes
  }

  /** Number of users. */
  count(): number {
    return this.#hashes ? this.#hashes.size : Math.round(estimate(this.#registers))
  }

  #add(hash: number): boolean {
    if (!this.#hashes) return this.#raise(...placeOf(hash))
    if (this.#hashes.has(hash)) return false
    this.#hashes.add(hash)
    if (this.#hashes.size > mostHashes) this.#toRegisters()
    return true
  }

  #raise(index: number, rank: number): boolean {
    if (rank <= (this.#registers[index] ?? 0)) return false
    this.#registers[index] = rank
    return true
  }

  #toRegisters(): void {
    if (!this.#hashes) return
    const hashes = this.#hashes
    this.#hashes = undefined
    this.#registers = new Uint8Array(registers)
    for (const hash of hashes) this.#raise(...placeOf(hash))
  }
}

/** The register of a hash, and the position of the first 1 among its other bits. */
function placeOf(hash: number): [index: number, rank: number] {
  const rest = hash & (2 ** rankBits - 1)
  return [hash >>> rankBits, Math.min(Math.clz32(rest) - indexBits, rankBits) + 1]
}

/** The improved estimator of O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", algorithm 6. */
function estimate(ranks: Uint8Array): number {
  const counts = Array.from({ length: rankBits + 2 }, () => 0)
  for (const rank of ranks) counts[rank] = (counts[rank] ?? 0) + 1
  const countOf = (rank: number) => counts[rank] ?? 0
  let sum = registers * tau(1 - countOf(rankBits + 1) / registers)
  for (let rank = rankBits; rank >= 1; rank--) sum = 0.5 * (sum + countOf(rank))
  sum += registers * sigma(countOf(0) / registers)
  return (registers * registers) / (2 * Math.LN2 * sum)
}

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY
  let sum = share
  let power = share
  let weight = 1
  for (let before = -1; sum !== before; weight *= 2) {
    before = sum
    power *= power
    sum += power * weight
  }
  return sum
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0
  let sum = 1 - share
  let root = share
  let weight = 1
  for (let before = -1; sum !== before;) {
    before = sum
    root = Math.sqrt(root)
    weight /= 2
    sum -= (1 - root) ** 2 * weight
  }
  return sum / 3
}
