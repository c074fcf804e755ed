import { type EnvConfig, pusherConfigFromEnv } from 'react-pusher-kit'
import { createPusherServer } from 'react-pusher-kit/server'
import { Live } from './Live.tsx'

/** The environment of the running server, not of the build. */
export const dynamic = 'force-dynamic'

const server = createPusherServer({ authenticate: () => null })

export default async function Page() {
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
