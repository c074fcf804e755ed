import 'react-pusher-kit/mock/vitest'
import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import Pusher from 'pusher-js/with-encryption'
import { expect, it } from 'vitest'
import {
  createEncryptedClient,
  EncryptedNotes,
  noteChannels as channels,
} from '../../examples/recipes/EncryptedNotes.tsx'
import { refusing, renderOnPage } from './on-page.tsx'

const channel = 'private-encrypted-notes-diary'
const page = <EncryptedNotes notebook="diary" author="Ada" />
const field = () => screen.getByRole('textbox', { name: /Note/ })

it('a note is read by this page and by nobody on the wire', async () => {
  const mock = renderOnPage(page, { channels, Pusher })
  await act(() => mock.subscribed(channel))
  await userEvent.type(field(), 'dear diary')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('dear diary', { selector: 'p' })).toBeVisible()
  expect(field()).toHaveValue('')
  expect(JSON.stringify(mock.frames)).not.toContain('dear diary')
  expect(mock).toHaveReceived('note', {
    data: { nonce: expect.any(String) as string, ciphertext: expect.any(String) as string },
  })
})

it('a note that was not saved stays in the field', async () => {
  const mock = renderOnPage(page, {
    channels,
    Pusher,
    prepare: (prepared) => ({ fetch: refusing(prepared, '/trigger', 503) }),
  })
  await act(() => mock.subscribed(channel))
  await userEvent.type(field(), 'dear diary')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Not saved. Try again.')).toBeVisible()
  expect(field()).toHaveValue('dear diary')
})

it('somebody else’s notes stay closed', async () => {
  renderOnPage(page, {
    channels,
    Pusher,
    prepare: (mock) => {
      mock.authorize(() => false)
      return { onError: () => {} }
    },
  })
  expect(await screen.findByText('You are not allowed to read these notes.')).toBeVisible()
})

it('the client of the recipe can decrypt', () => {
  const client = createEncryptedClient('app-key', { cluster: 'eu', enabledTransports: [] })
  expect(client).toBeInstanceOf(Pusher)
  expect(client).toHaveProperty('config.nacl')
  client.disconnect()
})
