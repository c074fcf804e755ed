/** Interned strings with numeric ids. */
export class InternTable {
  /** Increases when a string is added or removed. */
  version = 0
  readonly #ids = new Map<string, number>()
  readonly #words: (string | undefined)[] = []
  readonly #free: number[] = []
  #listed: readonly string[] = []
  #listedVersion = 0

  id(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    const id = this.#free.pop() ?? this.#words.length
    this.#words[id] = word
    this.#ids.set(word, id)
    this.version += 1
    return id
  }

  /** Removes a string; its id is reused. */
  release(id: number): void {
    this.#ids.delete(this.word(id))
    this.#words[id] = undefined
    this.#free.push(id)
    this.version += 1
  }

  /** The id of a string, or -1. */
  find(word: string): number {
    return this.#ids.get(word) ?? -1
  }

  word(id: number): string {
    return this.#words[id] as string
  }

  /** The same array until a string is added or removed. */
  get words(): readonly string[] {
    if (this.#listedVersion !== this.version) {
      this.#listed = [...this.#ids.keys()]
      this.#listedVersion = this.version
    }
    return this.#listed
  }
}
