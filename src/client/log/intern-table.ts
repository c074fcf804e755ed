/** Strings that repeat, kept once and named by a small number. */
export class InternTable {
  readonly #ids = new Map<string, number>()
  readonly #words: string[] = []

  id(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    const id = this.#words.length
    this.#words.push(word)
    this.#ids.set(word, id)
    return id
  }

  /** The number of a word that was seen before, or -1. */
  find(word: string): number {
    return this.#ids.get(word) ?? -1
  }

  word(id: number): string {
    return this.#words[id] ?? ''
  }

  get words(): readonly string[] {
    return this.#words
  }
}
