import { afterEach, beforeEach, type MockInstance, vi } from 'vitest'

let errors: MockInstance<typeof console.error>

beforeEach(() => {
  errors = vi.spyOn(console, 'error')
})

/** A story has no console error, while it is shown, plays, and goes. */
afterEach(() => {
  const said = errors.mock.calls.map((words) => words.join(' '))
  errors.mockRestore()
  if (said.length > 0) throw new Error(`Expected no console error but got:\n${said.join('\n')}`)
})
