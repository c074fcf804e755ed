import { act, render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import {
  createLazyModule,
  type LazyModule,
  useIdleLoad,
  useLazyModule,
} from '../../../src/mantine/lib/lazy-module.ts'

/** A module whose loading the test ends. */
function loading() {
  const attempts: { resolve: (value: string) => void; reject: (error: Error) => void }[] = []
  const module = createLazyModule(
    () =>
      new Promise<string>((resolve, reject) => {
        attempts.push({ resolve, reject })
      }),
  )
  const end = (attempt: number, value?: string) =>
    act(async () => {
      if (value === undefined) attempts[attempt]?.reject(new Error('offline'))
      else attempts[attempt]?.resolve(value)
    })
  return { module, attempts, end }
}

const renders = vi.fn()
function Part({ module, isWanted }: { module: LazyModule<string>; isWanted: boolean }) {
  const { value, hasFailed } = useLazyModule(module, isWanted)
  renders()
  return <p>{hasFailed ? 'failed' : (value ?? 'not loaded')}</p>
}

it('is loaded once for all that want it', async () => {
  const { module, attempts, end } = loading()
  render(
    <>
      <Part module={module} isWanted />
      <Part module={module} isWanted />
    </>,
  )
  expect(screen.getAllByText('not loaded')).toHaveLength(2)
  expect(attempts).toHaveLength(1)
  await end(0, 'loaded')
  expect(screen.getAllByText('loaded')).toHaveLength(2)
})

it('does not render what does not want it, which has it at its next render', async () => {
  const { module, end } = loading()
  const { rerender } = render(<Part module={module} isWanted={false} />)
  renders.mockClear()
  module.load()
  await end(0, 'loaded')
  expect(renders).not.toHaveBeenCalled()
  rerender(<Part module={module} isWanted />)
  expect(screen.getByText('loaded')).toBeInTheDocument()
})

it('says that it failed, and is loaded again on demand and when the network returns', async () => {
  const { module, attempts, end } = loading()
  render(<Part module={module} isWanted />)
  await end(0)
  expect(screen.getByText('failed')).toBeInTheDocument()
  act(module.load)
  expect(screen.getByText('not loaded')).toBeInTheDocument()
  await end(1)
  expect(screen.getByText('failed')).toBeInTheDocument()
  act(() => {
    dispatchEvent(new Event('online'))
  })
  expect(attempts).toHaveLength(3)
  await end(2, 'loaded')
  expect(screen.getByText('loaded')).toBeInTheDocument()
})

it('is not in the markup of a server, even if it is loaded', async () => {
  const { module, end } = loading()
  module.load()
  await end(0, 'loaded')
  expect(renderToString(<Part module={module} isWanted />)).toContain('not loaded')
})

it('is loaded when the page is idle, but not after the component is gone', () => {
  vi.useFakeTimers()
  const { module, attempts } = loading()
  const Idle = () => {
    useIdleLoad(module)
    return null
  }
  render(<Idle />).unmount()
  vi.advanceTimersByTime(10_000)
  expect(attempts).toHaveLength(0)
  render(<Idle />)
  vi.advanceTimersByTime(10_000)
  expect(attempts).toHaveLength(1)
  vi.useRealTimers()
})

it('that has failed is not loaded again because the page is idle', async () => {
  vi.useFakeTimers()
  const { module, attempts, end } = loading()
  const Idle = () => {
    useIdleLoad(module)
    return null
  }
  render(
    <>
      <Part module={module} isWanted />
      <Idle />
    </>,
  )
  await end(0)
  vi.advanceTimersByTime(10_000)
  expect(attempts).toHaveLength(1)
  expect(screen.getByText('failed')).toBeInTheDocument()
  vi.useRealTimers()
})
