import { PusherProvider } from 'react-pusher-kit'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { channels } from './channels.ts'
import { Console } from './Console.tsx'
import { tabFetch, tokenOfAddress } from './dev-config.ts'
import { pageOf } from './page-of.ts'
import { RunPage } from './RunPage.tsx'
import { Unreachable } from './Unreachable.tsx'
import { useDevConfig } from './useDevConfig.ts'
import { UserMenu } from './UserMenu.tsx'

const page = pageOf(location.pathname)

export function App() {
  const settings = useDevConfig()
  if (settings.status === 'loading') return null
  if (settings.status === 'error') return <Unreachable error={settings.error} onRetry={settings.retry} />

  const { appKey, cluster, wsHost, wsPort, forceTLS, adminChannel, user, refusal, identities } =
    settings.config
  const token = settings.config.token ?? tokenOfAddress()
  // The server takes a token before an identity: a tab that is a user leaves it to the server's own log.
  const userFetch = identities.off === null ? tabFetch : null
  const userMenu = (
    <UserMenu user={user} refusal={refusal} identities={identities} isDeveloper={userFetch === null} />
  )
  const address = `${wsHost}:${wsPort}`
  return (
    <PusherProvider
      appKey={appKey}
      cluster={cluster}
      options={{ wsHost, wsPort, forceTLS, enabledTransports: ['ws'] }}
      auth={{ getToken: () => (userFetch ? null : token) }}
      fetch={userFetch ?? undefined}
      channels={channels}
      unknownEvents="allow"
    >
      <ConnectionBadge variant="banner" bannerPosition="inline" />
      {page.name === 'run' ? (
        <RunPage thread={page.thread} channel={adminChannel} address={address} userMenu={userMenu} />
      ) : (
        <Console address={address} token={token} userMenu={userMenu} />
      )}
    </PusherProvider>
  )
}
