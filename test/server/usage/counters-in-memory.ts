import { StoreError } from 'react-pusher-kit/server'
import type { CounterBatch, CounterReport, CounterStore } from 'react-pusher-kit/server'

/** Counters as an app might write them for tests, all in the present minute; they can be away. */
export function countersInMemory() {
  const batches: CounterBatch[] = []
  const numbers = new Map<string, number>()
  const marks = new Map<string, string>()
  const state = { isAway: false, losesAnswers: false, hangs: false, calls: 0, reads: 0 }

  function reach(): void {
    state.calls++
    if (state.isAway)
      throw new StoreError('store_unavailable', 'Expected the store to answer but it is away.')
  }

  function report(group: string): CounterReport {
    const totals = new Map<string, CounterReport['totals'][number]>()
    const users = new Map<string, Set<string>>()
    for (const delta of batches.flatMap(({ deltas }) => deltas)) {
      if (delta.group !== group) continue
      const key = JSON.stringify([delta.name, delta.label])
      const total = totals.get(key) ?? { name: delta.name, label: delta.label, sum: 0, max: 0, users: 0 }
      totals.set(key, { ...total, sum: total.sum + delta.sum, max: Math.max(total.max, delta.max) })
      users.set(delta.name, new Set([...(users.get(delta.name) ?? []), ...delta.users]))
    }
    const counts = new Map([...users].map(([name, all]) => [name, all.size]))
    return { now: Date.now(), totals: [...totals.values()], users: counts, series: [] }
  }

  const store: CounterStore = {
    async add(batch) {
      reach()
      if (state.hangs) await new Promise(() => {})
      const isNew = batch.number > (numbers.get(batch.writer) ?? 0)
      if (isNew) batches.push(batch)
      numbers.set(batch.writer, Math.max(batch.number, numbers.get(batch.writer) ?? 0))
      if (state.losesAnswers) throw new Error('The connection was lost.')
    },
    async read({ group }) {
      reach()
      state.reads++
      return report(group)
    },
    async first(mark, writer) {
      reach()
      if (!marks.has(mark)) marks.set(mark, writer)
      return marks.get(mark) === writer
    },
  }
  const sumOf = (group: string, name: string) =>
    report(group)
      .totals.filter((total) => total.name === name)
      .reduce((sum, total) => sum + total.sum, 0)
  return { store, state, batches, sumOf, report }
}
