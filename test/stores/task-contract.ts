import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TaskStore } from 'react-pusher-kit/server'
import type { StoreUnderTest } from './store-under-test.ts'

/** The contract of {@link TaskStore}; every implementation runs it. */
export function taskContract(open: () => Promise<StoreUnderTest>): void {
  describe('the tasks of a store', () => {
    let subject: StoreUnderTest
    let tasks: TaskStore

    beforeEach(async () => {
      subject = await open()
      if (!subject.store.tasks) throw new Error('Expected a store with tasks.')
      tasks = subject.store.tasks
    })
    afterEach(() => subject.cleanUp())

    const task = (id: string) => ({ id, userId: `user ü🎈 of ${id}`, kind: 'report', percent: 0 })
    const ids = (all: { id: string }[]) => all.map(({ id }) => id).toSorted()

    it('are taken 30 s after their last renewal, with their progress', async () => {
      await tasks.add(task('one'))
      await tasks.add(task('two'))
      await subject.age?.(20_000)
      expect(await tasks.renew([{ id: 'two', percent: 12.5 }])).toEqual(['two'])
      await subject.age?.(9000)
      expect(await tasks.claim(10)).toEqual([])
      await subject.age?.(1500)
      expect(await tasks.claim(10)).toEqual([task('one')])
      await subject.age?.(20_000)
      expect(await tasks.claim(10)).toContainEqual({ ...task('two'), percent: 12.5 })
    })

    it('are taken by one of many callers, and again 10 s later unless they are removed', async () => {
      for (const id of ['one', 'two', 'three']) await tasks.add(task(id))
      await subject.age?.(31_000)
      const claims = await Promise.all(Array.from({ length: 10 }, () => tasks.claim(10)))
      expect(ids(claims.flat())).toEqual(['one', 'three', 'two'])
      await tasks.remove(['one', 'other'])
      await subject.age?.(9000)
      expect(await tasks.claim(10)).toEqual([])
      await subject.age?.(1500)
      expect(ids(await tasks.claim(10))).toEqual(['three', 'two'])
    })

    it('are taken a bounded count at a time', async () => {
      for (const id of ['one', 'two', 'three']) await tasks.add(task(id))
      await subject.age?.(31_000)
      expect(await tasks.claim(2)).toHaveLength(2)
      expect(await tasks.claim(2)).toHaveLength(1)
    })

    it('are not renewed once they were taken or removed, also not by adding them again', async () => {
      for (const id of ['taken', 'removed', 'runs']) await tasks.add(task(id))
      await tasks.remove(['removed'])
      await subject.age?.(31_000)
      await tasks.renew([{ id: 'runs', percent: 5 }])
      expect(ids(await tasks.claim(10))).toEqual(['taken'])
      await tasks.add(task('taken'))
      const renewed = await tasks.renew(['taken', 'removed', 'runs'].map((id) => ({ id, percent: 50 })))
      expect(renewed).toEqual(['runs'])
      await subject.age?.(11_000)
      expect(await tasks.claim(10)).toEqual([task('taken')])
      expect(await tasks.renew([])).toEqual([])
    })

    it('are renewed when they are added again', async () => {
      await tasks.add(task('one'))
      await subject.age?.(31_000)
      await tasks.add({ ...task('one'), percent: 7 })
      expect(await tasks.claim(10)).toEqual([])
      await subject.age?.(31_000)
      expect(await tasks.claim(10)).toEqual([{ ...task('one'), percent: 7 }])
    })
  })
}
