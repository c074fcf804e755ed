import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { append, show } from './shown-log.tsx'

afterEach(cleanup)

const chip = (level: string): HTMLElement =>
  within(screen.getByRole('group', { name: 'Levels' })).getByRole('button', { name: new RegExp(`^${level}`) })
const pressed = (): (string | undefined)[] =>
  within(screen.getByRole('group', { name: 'Levels' }))
    .getAllByRole('button', { pressed: true })
    .map((each) => each.dataset['level'])
const all = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

/** 100 lines of information, 11 errors of which 5 are of thread t0, and 4 warnings. */
function showLevels() {
  const shown = show(100)
  append(shown.log, 101, 111, 'error')
  append(shown.log, 112, 115, 'warn')
  return shown
}

it('a click on a level shows only its lines, a second click all lines', async () => {
  showLevels()
  await userEvent.click(chip('Error'))
  await screen.findByText('11 of 115 lines')
  expect(pressed()).toEqual(['error'])
  await userEvent.click(chip('Warn'))
  await screen.findByText('4 of 115 lines')
  expect(pressed()).toEqual(['warn'])
  await userEvent.click(chip('Warn'))
  await screen.findByText('115 lines')
  expect(pressed()).toEqual(all)
})

it('a click or key press with Ctrl or Cmd adds or removes a level', async () => {
  const user = userEvent.setup()
  showLevels()
  await user.click(chip('Error'))
  await user.keyboard('{Control>}')
  await user.click(chip('Warn'))
  await user.keyboard('{/Control}')
  await screen.findByText('15 of 115 lines')
  expect(pressed()).toEqual(['warn', 'error'])
  await user.keyboard('{Meta>}')
  await user.click(chip('Error'))
  await user.keyboard('{/Meta}')
  await screen.findByText('4 of 115 lines')
  chip('Info').focus()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText('104 of 115 lines')
  await user.keyboard('{Control>} {/Control}')
  await screen.findByText('4 of 115 lines')
  await user.keyboard('{Enter}')
  await screen.findByText('100 of 115 lines')
})

it('a long press adds a level, and its click does not show only that level', async () => {
  showLevels()
  await userEvent.click(chip('Error'))
  fireEvent.pointerDown(chip('Warn'), { button: 0 })
  await screen.findByText('15 of 115 lines')
  fireEvent.pointerUp(chip('Warn'))
  fireEvent.click(chip('Warn'))
  expect(pressed()).toEqual(['warn', 'error'])
})

it('removing the last level shows all levels', async () => {
  showLevels()
  await userEvent.click(chip('Error'))
  fireEvent.click(chip('Error'), { ctrlKey: true })
  await screen.findByText('115 lines')
  expect(pressed()).toEqual(all)
})

it('the tooltip and the description explain the click', () => {
  showLevels()
  expect(chip('Error')).toHaveAttribute('title', expect.stringMatching(/^Error: click to show only these/))
  expect(chip('Error')).toHaveAccessibleDescription(/long press/)
})

it('counts respect the other filters but not the levels', async () => {
  const { log } = showLevels()
  const counts = (): (string | null)[] =>
    all.map((level) => chip(level[0]?.toUpperCase() + level.slice(1)).textContent)
  await userEvent.click(screen.getByRole('button', { name: /^Threads/ }))
  await userEvent.click(await screen.findByRole('checkbox', { name: /t0/ }))
  await userEvent.keyboard('{Escape}')
  await waitFor(() => {
    expect(counts()).toEqual(['TTrace0', 'DDebug0', 'IInfo50', 'WWarn2', 'EError5', 'FFatal0'])
  })
  await userEvent.click(chip('Error'))
  await screen.findByText('5 of 115 lines')
  expect(counts().slice(2, 5)).toEqual(['IInfo50', 'WWarn2', 'EError5'])
  append(log, 116, 117, 'error')
  await waitFor(() => {
    expect(counts()[4]).toBe('EError6')
  })
  await userEvent.click(chip('Error'))
  await userEvent.type(screen.getByRole('textbox', { name: 'Search the log' }), 'line 10')
  await userEvent.click(screen.getByRole('button', { name: 'Only matching lines' }))
  await waitFor(() => {
    expect(counts().slice(2, 5)).toEqual(['IInfo2', 'WWarn0', 'EError4'])
  })
})
