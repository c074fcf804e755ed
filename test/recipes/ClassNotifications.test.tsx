import { act, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { notifications } from '@mantine/notifications'
import { beforeEach, expect, it } from 'vitest'
import { ClassNotifications, newsChannels as channels } from '../../examples/recipes/ClassNotifications.tsx'
import { renderOnPage } from './on-page.tsx'

const news = 'private-class-news-7b'
const own = 'private-pupil-ada'
const page = <ClassNotifications classId="7b" pupilId="ada" />
const maths = { subject: 'Maths', due: 'Friday' }
const bell = () => screen.findByRole('button', { name: /^Notifications/ })

beforeEach(() => {
  localStorage.clear()
  notifications.clean()
})

it('homework pops up and stays behind the bell', async () => {
  const mock = renderOnPage(page, { channels })
  await act(() => mock.subscribed(news))
  mock.trigger(news, 'homework.set', maths)
  expect(await screen.findByText('Homework in Maths')).toBeVisible()
  mock.trigger(own, 'grade.given', { subject: 'Physics', grade: '1' })
  expect(await screen.findByText('Your grade: 1')).toBeVisible()
  await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 2 unread' }))
  expect(within(await screen.findByRole('dialog')).getByText('Homework in Maths')).toBeVisible()
})

it('a lesson that moves twice is one notification', async () => {
  const mock = renderOnPage(page, { channels })
  await act(() => mock.subscribed(news))
  mock.trigger(news, 'lesson.moved', { lesson: 'Art', to: '10:00' })
  await screen.findByText('Now 10:00')
  mock.trigger(news, 'lesson.moved', { lesson: 'Art', to: '11:00' })
  expect(await screen.findByText('Now 11:00')).toBeVisible()
  expect(screen.queryByText('Now 10:00')).not.toBeInTheDocument()
})

it('nothing pops up for who does not want to be disturbed', async () => {
  const mock = renderOnPage(page, { channels })
  await act(() => mock.subscribed(news))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Do not disturb' }))
  mock.trigger(news, 'homework.set', maths)
  expect(await screen.findByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible()
  expect(screen.queryByText('Homework in Maths')).not.toBeInTheDocument()
})

it('what came during an outage is told afterwards', async () => {
  const mock = renderOnPage(page, { channels })
  await act(() => mock.subscribed(news))
  expect(await bell()).toHaveAccessibleName('Notifications')
  act(() => mock.outage())
  mock.trigger(news, 'homework.set', maths)
  mock.restore({ reconnect: 'now' })
  expect(
    await screen.findByRole('button', { name: 'Notifications, 1 unread' }, { timeout: 30_000 }),
  ).toBeVisible()
})
