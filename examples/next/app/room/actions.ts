'use server'

import { pusher } from '@/lib/pusher.ts'

/** Anyone can call a server action. This one accepts no text, and reveals nothing. */
export async function ring(roomId: string): Promise<void> {
  await pusher().trigger(`presence-room-${roomId}`, 'message', { from: 'bell', text: 'Ding!' })
}
