import type { Chunk } from './chunk.ts'
import type { EntryStore } from './entry-store.ts'

function seqAt(store: EntryStore, index: number): number {
  const chunk = store.chunkAt(index)
  return chunk ? (chunk.seqs[index - chunk.start] as number) : Number.NaN
}

/**
 * The absolute index of the first entry whose number is `seq` or more; entries without numbers are skipped.
 *
 * @param from - numbers ascend from here on
 */
export function lowerBoundOfSeq(store: EntryStore, seq: number, from = store.first): number {
  let low = from
  let high = store.end
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    let probe = middle
    while (probe < high && Number.isNaN(seqAt(store, probe))) probe += 1
    if (probe === high) high = middle
    else if (seqAt(store, probe) < seq) low = probe + 1
    else high = middle
  }
  while (low < store.end && Number.isNaN(seqAt(store, low))) low += 1
  return low
}

/** The absolute index of the entry with this number, or null. */
export function indexOfSeq(store: EntryStore, seq: number, from = store.first): number | null {
  const index = lowerBoundOfSeq(store, seq, from)
  return seqAt(store, index) === seq ? index : null
}

/** The smallest number held, or null when no entry has one. */
export function firstSeq(store: EntryStore): number | null {
  for (const chunk of store.chunks) {
    const seq = firstSeqOf(chunk, store.first)
    if (seq !== null) return seq
  }
  return null
}

function firstSeqOf(chunk: Chunk, first: number): number | null {
  for (let row = Math.max(0, first - chunk.start); row < chunk.length; row += 1) {
    const seq = chunk.seqs[row] as number
    if (!Number.isNaN(seq)) return seq
  }
  return null
}
