import { afterEach, beforeEach, inject, type MockInstance, vi } from 'vitest'
import { commands } from 'vitest/browser'
import { comeToRest } from '../.storybook/come-to-rest.ts'
import { isNoError } from './run/no-errors.ts'
import { findViolations, light, type PlayedStory, schemes } from './stories/end-state.ts'

let errors: MockInstance<typeof console.error>

beforeEach(() => {
  errors = vi.spyOn(console, 'error')
})

/** A story has no console error, while it is shown, plays, and goes. */
afterEach(() => {
  const said = errors.mock.calls.map((words) => words.join(' ')).filter((text) => !isNoError(text))
  errors.mockRestore()
  if (said.length > 0) throw new Error(`Expected no console error but got:\n${said.join('\n')}`)
})

/** A story has played in the light, where the addon held it to axe; the rules about colours are run at its end in the other schemes. */
afterEach<{ story?: PlayedStory }>(async ({ story, task }) => {
  if (!story || inject('playEveryScheme') || task.result?.state === 'fail') return
  const found: string[] = []
  try {
    for (const [name, preferences] of Object.entries(schemes)) {
      await commands.prefer(preferences)
      await comeToRest()
      found.push(...(await findViolations(story)).map((violation) => `${name}: ${violation}`))
    }
  } finally {
    await commands.prefer(light)
  }
  if (found.length > 0) throw new Error(`Expected no violations of axe but got:\n${found.join('\n')}`)
})
