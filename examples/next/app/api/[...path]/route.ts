// The reference server under /api/v1.
import { after } from 'next/server'
import { realtime } from '@/lib/realtime.ts'

async function answer(request: Request): Promise<Response> {
  const { server } = await realtime()
  // Next.js keeps the process running until the events of the request are broadcast.
  return server.fetch(request, { waitUntil: (work) => after(work) })
}

export { answer as GET, answer as OPTIONS, answer as POST }
