import { act, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pageChannels as channels, WhoIsWatching } from '../../examples/recipes/WhoIsWatching.tsx'
import { renderOnPage } from './on-page.tsx'

const channel = 'presence-page-=2forders=2f42'
const person = (name: string) => ({ id: name, info: { name } })

it('others on the same page are named as they come', async () => {
  const mock = renderOnPage(<WhoIsWatching path="/orders/42" />, { channels })
  await act(() => mock.subscribed(channel))
  expect(screen.queryByText(/here, too/)).not.toBeInTheDocument()
  mock.join(channel, person('Bob'))
  expect(await screen.findByText('Bob is here, too')).toBeVisible()
  mock.join(channel, person('Cem'))
  expect(await screen.findByText('Bob and Cem are here, too')).toBeVisible()
})

it('who may not see it sees nothing, and no error', async () => {
  const mock = renderOnPage(<WhoIsWatching path="/orders/42" />, {
    channels,
    prepare: (prepared) => {
      prepared.authorize(() => false)
      return { onError: () => {} }
    },
  })
  await act(() => mock.settled())
  expect(screen.queryByText(/\S/, { ignore: 'style' })).not.toBeInTheDocument()
})
