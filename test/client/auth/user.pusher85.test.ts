import { expect, it, vi } from 'vitest'
import { mockFixture } from '../support/mock-fixture.ts'

const on = mockFixture({ user: { id: 'ana' } })
const fast = { interval: 2 }

it('a refusal of a sign-in that the app began before the kit is an error', async () => {
  let refuse: ((verdict: { status: number }) => void) | undefined
  on.mock.authorize(() => new Promise((resolve) => (refuse = resolve)))
  const client = on.mock.client()
  client.signin()
  await vi.waitFor(() => expect(client.connection.state).toBe('connected'), fast)
  const onError = vi.fn()
  const kit = on.kit({ client, onError })
  expect(kit.user.getSnapshot().status).toBe('idle')
  await vi.waitFor(() => expect(refuse).toBeDefined(), fast)
  refuse?.({ status: 403 })
  await vi.waitFor(() => expect(kit.user.getSnapshot().status).toBe('error'), fast)
  expect(onError).toHaveBeenCalledOnce()
})
