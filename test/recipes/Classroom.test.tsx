import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { classChannels as channels, Classroom } from '../../examples/recipes/Classroom.tsx'
import { renderOnPage } from './on-page.tsx'

const channel = 'presence-class-7b'
const roster = [
  { id: 'ada', name: 'Ada Horvat' },
  { id: 'bob', name: 'Bob Kranjc' },
  { id: 'cem', name: 'Cem Demir' },
]
const student = (id: string) => ({ id, info: { name: id, role: 'student' as const } })
const teacher = { id: 'weber', info: { name: 'Ms Weber', role: 'teacher' as const } }
const seat = (name: string) => within(screen.getByText(name).closest('li') as HTMLElement)

it('the class fills, a hand goes up, and the list follows', async () => {
  const mock = renderOnPage(<Classroom classId="7b" roster={roster} />, { channels, user: student('ada') })
  await act(() => mock.subscribed(channel))
  expect(screen.getByRole('status')).toHaveTextContent('1 of 3 here, with no teacher yet')
  mock.join(channel, teacher)
  const bob = mock.join(channel, student('bob'))
  expect(await screen.findByText(/2 of 3 here, with Ms Weber/)).toBeVisible()
  bob.trigger('client-hand', { up: true })
  expect(await seat('Bob Kranjc').findByText(/Has a question/)).toBeVisible()
  expect(seat('Cem Demir').getByText('Not here')).toBeVisible()
})

it('a hand is raised by keyboard, and told again to who comes later', async () => {
  const mock = renderOnPage(<Classroom classId="7b" roster={roster} />, { channels, user: student('ada') })
  await act(() => mock.subscribed(channel))
  await userEvent.tab()
  await userEvent.keyboard(' ')
  expect(await seat('Ada Horvat').findByText(/Has a question/)).toBeVisible()
  const reported = () =>
    mock.frames.filter(({ event, direction }) => event === 'client-hand' && direction === 'sent')
  expect(reported()).toHaveLength(1)
  mock.join(channel, teacher)
  await expect.poll(() => reported().length).toBe(2)
  expect(reported().at(-1)?.data).toEqual({ up: true })
})

it('a reload of somebody is no coming and going, and an outage says that the list is old', async () => {
  const mock = renderOnPage(<Classroom classId="7b" roster={roster} />, { channels, user: student('ada') })
  await act(() => mock.subscribed(channel))
  const bob = mock.join(channel, student('bob'))
  await seat('Bob Kranjc').findByText('Here')
  act(() => {
    bob.leave()
    mock.join(channel, student('bob'))
  })
  await mock.settled()
  expect(seat('Bob Kranjc').getByText('Here')).toBeVisible()
  act(() => mock.outage())
  expect(await screen.findByText(/Reconnecting/)).toBeVisible()
  expect(seat('Bob Kranjc').getByText('Here')).toBeVisible()
})

it('who is not of the class sees nobody', async () => {
  renderOnPage(<Classroom classId="7b" roster={roster} />, {
    channels,
    prepare(mock) {
      mock.authorize(() => false)
    },
  })
  expect(await screen.findByText('You are not in this class.')).toBeVisible()
  expect(screen.queryByText('Bob Kranjc')).not.toBeInTheDocument()
})
