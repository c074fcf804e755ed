import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { useSuggestion } from '../../../src/inspector/react.ts'

function Field({ suggestion }: { suggestion: string }) {
  const [own, setOwn] = useState<string | null>(null)
  const ref = useSuggestion<HTMLInputElement>(own === null ? suggestion : null)
  return (
    <input
      ref={ref}
      value={own ?? suggestion}
      onChange={({ currentTarget }) => setOwn(currentTarget.value)}
    />
  )
}

it('typing replaces a suggestion that arrived after the focus', async () => {
  const { rerender } = render(<Field suggestion="" />)
  await userEvent.click(screen.getByRole('textbox'))
  rerender(<Field suggestion="moved" />)
  await userEvent.keyboard('gone')
  expect(screen.getByRole('textbox')).toHaveValue('gone')
})

it('typing is not interrupted by a later suggestion', async () => {
  const { rerender } = render(<Field suggestion="" />)
  await userEvent.type(screen.getByRole('textbox'), 'go')
  rerender(<Field suggestion="moved" />)
  await userEvent.keyboard('ne')
  expect(screen.getByRole('textbox')).toHaveValue('gone')
})
