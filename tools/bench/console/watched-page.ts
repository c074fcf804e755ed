import type { Browser, CDPSession } from 'playwright'

/** The measurements of a page. */
export interface PageFigures {
  /** Share of the time in which the main thread was busy. */
  share: number
  /** ms of each task of more than 50 ms. */
  longTasks: readonly number[]
  /** Bytes in use after a garbage collection, at equal intervals. */
  heap: readonly number[]
  /** Count of records from the feed since the page was opened. */
  records: number
  /** Count of records whose number was not the previous number plus one. */
  holes: number
}

export interface WatchedPage {
  /** @param seconds - duration of the measurement */
  measure: (seconds: number) => Promise<PageFigures>
  close: () => Promise<void>
}

/** Number of heap measurements. */
const looks = 10

/** Opens a page, and reads the record numbers of the feed in a separate client, which does not load the page. */
export async function watchPage(browser: Browser, url: string): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const feed = { records: 0, last: 0, holes: 0 }
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/dev-console/feed')) return
    socket.on('framereceived', ({ payload }) => {
      const { records } = JSON.parse(String(payload)) as { records: { id: number }[] }
      for (const { id } of records) {
        if (feed.last !== 0 && id !== feed.last + 1) feed.holes += 1
        feed.last = id
        feed.records += 1
      }
    })
  })
  await page.addInitScript(() => {
    const tasks: number[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration))
    }).observe({ type: 'longtask' })
  })
  await page.goto(url)
  await page.getByRole('button', { name: /^Connected/ }).waitFor()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'timeTicks' })

  const longTasks = (): Promise<number[]> =>
    page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0))

  return {
    async measure(seconds) {
      await longTasks()
      const heap: number[] = []
      const found: number[] = []
      let [busy, passed] = [0, 0]
      for (let look = 0; look < looks; look += 1) {
        const before = await metrics(session)
        await page.waitForTimeout((seconds / looks) * 1000)
        const after = await metrics(session)
        busy += after('TaskDuration') - before('TaskDuration')
        passed += after('Timestamp') - before('Timestamp')
        found.push(...(await longTasks()))
        // Excludes the long task of the measurement itself.
        await session.send('HeapProfiler.collectGarbage')
        heap.push((await metrics(session))('JSHeapUsedSize'))
        await longTasks()
      }
      const { records, holes } = feed
      return { share: busy / passed, longTasks: found, heap, records, holes }
    },
    close: () => page.close(),
  }
}

async function metrics(session: CDPSession): Promise<(name: string) => number> {
  const { metrics: all } = await session.send('Performance.getMetrics')
  return (name) => all.find((metric) => metric.name === name)?.value ?? 0
}
