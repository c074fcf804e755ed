import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebhookStore } from 'react-pusher-kit/server'
import type { StoreUnderTest } from './store-under-test.ts'

/** The contract of {@link WebhookStore}; every implementation runs it. */
export function webhookContract(open: () => Promise<StoreUnderTest>): void {
  describe('the inbox of webhooks', () => {
    let subject: StoreUnderTest
    let webhooks: WebhookStore

    beforeEach(async () => {
      subject = await open()
      if (!subject.store.webhooks) throw new Error('Expected a store with webhooks.')
      webhooks = subject.store.webhooks
    })
    afterEach(() => subject.cleanUp())

    const add = (id: string, isHandled = false) =>
      webhooks.add({ id, content: JSON.stringify({ text: `${id} \u0000 🎈` }), isHandled })
    const textOf = (content = '{}') => (JSON.parse(content) as { text?: string }).text

    it('stores each id once, also after it was handled', async () => {
      expect(await add('one')).toBe('added')
      expect(await add('one')).toBe('known')
      const first = await webhooks.claim('a')
      expect(await webhooks.claim('a', first?.position)).toBeNull()
      expect(await add('one')).toBe('known')
      expect(await add('no handler', true)).toBe('added')
      expect(await add('no handler')).toBe('known')
      expect(await webhooks.claim('a')).toBeNull()
    })

    it('stores an id once when it is added many times at once', async () => {
      const results = await Promise.all(Array.from({ length: 20 }, () => add('one')))
      expect(results.filter((result) => result === 'added')).toHaveLength(1)
      expect(results.filter((result) => result === 'known')).toHaveLength(19)
    })

    it('hands them out in the order of arrival, each until it is handled', async () => {
      for (const id of ['one', 'two', 'three']) await add(id)
      const texts: (string | undefined)[] = []
      let next = await webhooks.claim('a')
      expect(await webhooks.claim('a')).toEqual(next)
      for (; next; next = await webhooks.claim('a', next.position)) {
        expect(next.attempts).toBe(1)
        texts.push(textOf(next.content))
      }
      expect(texts).toEqual(['one \u0000 🎈', 'two \u0000 🎈', 'three \u0000 🎈'])
    })

    it('gives the lease to one holder while webhooks wait', async () => {
      await add('one')
      const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => webhooks.claim(`holder-${i}`)))
      expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
      const holder = `holder-${claims.findIndex((claim) => claim !== null)}`
      const position = claims.find((claim) => claim !== null)?.position
      expect(await webhooks.claim('other')).toBeNull()
      // The lease is free with the last one that was handled.
      expect(await webhooks.claim(holder, position)).toBeNull()
      await add('two')
      expect(textOf((await webhooks.claim('other'))?.content)).toMatch(/^two/)
    })

    it('counts the holders that got a webhook', async () => {
      await add('one')
      expect(await webhooks.claim('a')).toMatchObject({ attempts: 1 })
      await webhooks.release('b')
      expect(await webhooks.claim('b')).toBeNull()
      await webhooks.release('a')
      expect(await webhooks.claim('b')).toMatchObject({ attempts: 2 })
      expect(await webhooks.claim('b')).toMatchObject({ attempts: 2 })
    })

    it('counts what a holder handled that has lost its lease', async () => {
      for (const id of ['one', 'two']) await add(id)
      const one = await webhooks.claim('a')
      await webhooks.release('a')
      expect(await webhooks.claim('b')).toMatchObject({ position: one?.position })
      expect(await webhooks.claim('a', one?.position)).toBeNull()
      expect(textOf((await webhooks.claim('b'))?.content)).toMatch(/^two/)
    })

    it('marks the last one with the release', async () => {
      for (const id of ['one', 'two']) await add(id)
      const one = await webhooks.claim('a')
      await webhooks.release('a', one?.position)
      expect(textOf((await webhooks.claim('b'))?.content)).toMatch(/^two/)
    })

    it('gives a lease away 2 s after it was taken or renewed', async () => {
      await add('one')
      await webhooks.claim('a')
      await subject.age?.(1000)
      expect(await webhooks.claim('b')).toBeNull()
      await webhooks.claim('a')
      await subject.age?.(1000)
      expect(await webhooks.claim('b')).toBeNull()
      await subject.age?.(1000)
      expect(await webhooks.claim('b')).not.toBeNull()
      expect(await webhooks.claim('a')).toBeNull()
    })

    it('forgets ids 10 minutes after they were handled, and webhooks that wait after a day', async () => {
      const minute = 60_000
      const day = 24 * 60 * minute
      await add('one', true)
      await add('two')
      await subject.age?.(9 * minute)
      await subject.store.prune({})
      expect(await add('one')).toBe('known')
      await subject.age?.(2 * minute)
      await subject.store.prune({})
      expect(await add('one', true)).toBe('added')
      expect(await add('two')).toBe('known')
      await subject.age?.(day - 12 * minute)
      await subject.store.prune({})
      expect(textOf((await webhooks.claim('a'))?.content)).toMatch(/^two/)
      await subject.age?.(2 * minute)
      await subject.store.prune({})
      expect(await webhooks.claim('a')).toBeNull()
    })

    it('lets 10 000 wait, and takes more when they are handled', { timeout: 120_000 }, async () => {
      for (let done = 0; done < 10_000; done += 500) {
        await Promise.all(Array.from({ length: 500 }, (_, index) => add(`${done + index}`)))
      }
      expect(await add('one more')).toBe('full')
      expect(await add('5')).toBe('known')
      expect(await add('without a handler', true)).toBe('added')
      const next = await webhooks.claim('a')
      await webhooks.release('a', next?.position)
      expect(await add('one more')).toBe('added')
      expect(await add('yet another')).toBe('full')
    })
  })
}
