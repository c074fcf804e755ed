import { createRoot } from 'react-dom/client'
import { PusherProvider, pusherConfigFromEnv, usePresence, usePusherConnection } from 'react-pusher-kit'

/** Nothing is configured but what `keys --prefix VITE_` prints; `?plain` leaves out the last of its lines. */
const isPlain = new URLSearchParams(location.search).has('plain')
const env = isPlain ? { ...import.meta.env, VITE_PUSHER_DEV: undefined } : import.meta.env

function Room() {
  const { members, me, status, error } = usePresence<{ name: string }>('presence-room-1')
  const { state, reconnect } = usePusherConnection()
  return (
    <main>
      <p role="status">{error ? error.message : `${state} ${status}`}</p>
      <h1>{me ? `${me.info.name} (${me.id})` : ''}</h1>
      <ul>
        {members.map(({ id, info }) => (
          <li key={id}>{`${info.name} (${id})`}</li>
        ))}
      </ul>
      <button type="button" onClick={reconnect}>
        Reconnect
      </button>
      <a href={location.href} target="_blank" rel="opener">
        Duplicate
      </a>
    </main>
  )
}

const root = document.querySelector('#root')
if (!root) throw new Error('Expected an element #root but got none.')
createRoot(root).render(
  <PusherProvider {...pusherConfigFromEnv(env)}>
    <Room />
  </PusherProvider>,
)
