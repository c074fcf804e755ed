import { connection } from 'next/server'
import { Suspense } from 'react'
import { type EnvConfig, pusherConfigFromEnv } from 'react-pusher-kit'
import { createPusherServer } from 'react-pusher-kit/server'
import { Live } from './Live.tsx'

const server = createPusherServer({ authenticate: () => null })

async function Logs() {
  // The environment of the running server, not of the build.
  await connection()
  const response = await server.fetch(new Request('http://localhost/api/v1/pusher/status'))
  const { backend } = (await response.json()) as { backend: string }
  const config: EnvConfig = pusherConfigFromEnv(process.env)
  return (
    <main>
      <h1>Published by {backend}</h1>
      <Live config={config} />
    </main>
  )
}

export default function Page() {
  return (
    <Suspense>
      <Logs />
    </Suspense>
  )
}
