import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keyedQueue } from '../../../src/server/publishing/keyed-queue.ts'

describe('tasks of one channel', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** A task that runs until the test ends it. */
  function heldTask() {
    let end: () => void = () => {}
    const ended = new Promise<void>((resolve) => (end = resolve))
    return { task: () => ended, end }
  }

  it('run one after the other, those of other channels beside them, whatever fails', async () => {
    const run = keyedQueue()
    const order: string[] = []
    const { task, end } = heldTask()
    const first = run('a', task)
    const failing = run('a', async () => {
      order.push('failing')
      throw new Error('a task fails')
    })
    const third = run('a', async () => order.push('third'))
    await run('b', async () => order.push('other'))
    expect(order).toEqual(['other'])
    end()
    await expect(failing).rejects.toThrow('a task fails')
    await Promise.all([first, third])
    expect(order).toEqual(['other', 'failing', 'third'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('are refused when too many wait, and given up when they wait for too long', async () => {
    const run = keyedQueue({ running: 1, waiting: 2, patience: 5000 })
    const { task, end } = heldTask()
    const running = run('a', task)
    const unavailable = { code: 'store_unavailable' }
    const waiting = [run('a', task), run('a', task)].map((result) =>
      expect(result).rejects.toMatchObject(unavailable),
    )
    await expect(run('a', task)).rejects.toMatchObject(unavailable)
    await vi.advanceTimersByTimeAsync(5000)
    await Promise.all(waiting)
    end()
    await running
    await expect(run('a', async () => 'next')).resolves.toBe('next')
  })
})
