import { render } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { expect, it } from 'vitest'
import { useStable } from '../../../src/mantine/lib/useStable.ts'

it('is one function, and calls the callback of the same commit from a layout effect of a child', () => {
  const calls: string[] = []
  const functions = new Set<() => void>()
  function Child({ onLayout, version }: { onLayout: () => void; version: number }) {
    useLayoutEffect(() => {
      functions.add(onLayout)
      onLayout()
    }, [onLayout, version])
    return null
  }
  function Parent({ version }: { version: number }) {
    const onLayout = useStable(() => void calls.push(`version ${version}`))
    return <Child onLayout={onLayout} version={version} />
  }
  const { rerender } = render(<Parent version={1} />)
  rerender(<Parent version={2} />)
  expect(calls).toEqual(['version 1', 'version 2'])
  expect(functions.size).toBe(1)
})
