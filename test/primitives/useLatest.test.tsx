import { render } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { expect, it } from 'vitest'
import { useLatest } from '../../src/primitives/react.ts'

function Child({ read }: { read: () => void }) {
  useLayoutEffect(read)
  return null
}

it('a layout effect of a child reads the value of the same commit', () => {
  const values: number[] = []
  function Parent({ value }: { value: number }) {
    const latest = useLatest(value)
    return <Child read={() => void values.push(latest.current)} />
  }
  const { rerender } = render(<Parent value={1} />)
  rerender(<Parent value={2} />)
  expect(values).toEqual([1, 2])
})
