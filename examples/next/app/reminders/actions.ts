'use server'

import { after } from 'next/server'
import { currentUser, realtime } from '@/lib/realtime.ts'

/** Anyone can call a server action, so it identifies the user itself. */
export async function remind(title: string): Promise<void> {
  const user = await currentUser()
  if (!user) throw new Error('Expected a signed-in user but got none.')
  const { server } = await realtime()
  await server.publish(`private-user-${user.id}`, 'notification', { title })
  // Some platforms freeze the process after the response: finish the broadcast before.
  after(() => server.catchUp())
}
