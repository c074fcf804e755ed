import type { ReactNode } from 'react'
import { PusherProvider, pusherConfigFromEnv, type PusherProviderProps } from 'react-pusher-kit'
import { channels } from './channels.ts'

interface Session {
  userId: string
  /** Returns a token for the app's own server; a new one if `refresh` is true. */
  token: (request: { refresh: boolean }) => Promise<string>
}

// #region provider
export function settingsOf(session: Session): Partial<PusherProviderProps> {
  return {
    channels,
    // For a different user, the channels, logs, queues and socket of the previous one are discarded.
    sessionKey: session.userId,
    // Called once more after a 401 or 403, for all requests in flight.
    auth: { getToken: session.token },
    onError: (error) => console.error(error),
  }
}

export function Root({ session, children }: { session: Session; children: ReactNode }) {
  return (
    <PusherProvider {...pusherConfigFromEnv(import.meta.env)} {...settingsOf(session)}>
      {children}
    </PusherProvider>
  )
}
// #endregion

// #region fallback
/** A second backend, used while the first one rejects connections, is unavailable or is out of quota. */
export const fallbacks: PusherProviderProps['fallbacks'] = [
  { appKey: 'own-key', options: { wsHost: 'realtime.example.com', enabledTransports: ['ws', 'wss'] } },
]
// #endregion
