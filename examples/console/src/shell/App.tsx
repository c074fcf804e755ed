import { useMemo } from 'react'
import { PusherProvider } from 'react-pusher-kit'
import { ConnectionBadge } from 'react-pusher-kit/mantine'
import { channels } from '../declarations.ts'
import { type DevConfig, tabFetch, tokenOfAddress } from '../dev-config/dev-config.ts'
import { useDevConfig } from '../dev-config/useDevConfig.ts'
import { ConsoleApi } from '../feed/console-api.ts'
import { ConsoleContext } from '../feed/console-context.ts'
import { createFeedStore } from '../feed/feed-store.ts'
import { pageOf } from './page-of.ts'
import { usePathname } from './router.ts'
import { Shell } from './Shell.tsx'
import { Unreachable } from './Unreachable.tsx'
import { UserMenu } from './UserMenu.tsx'

export function App() {
  const settings = useDevConfig()
  if (settings.status === 'loading') return null
  if (settings.status === 'error') return <Unreachable error={settings.error} onRetry={settings.retry} />
  return <Console config={settings.config} />
}

function Console({ config }: { config: DevConfig }) {
  const { appKey, cluster, place, forceTLS, user, refusal, identities } = config
  const page = pageOf(usePathname())
  const token = config.token ?? tokenOfAddress()
  // The server prefers a token to an identity, so a tab that acts as a user sends the token only for the server's log.
  const userFetch = identities.off === null ? tabFetch : null
  const context = useMemo(() => {
    const api = new ConsoleApi(config.consoleToken)
    return { config, token, api, feed: createFeedStore(api) }
  }, [config, token])
  const userMenu = (
    <UserMenu user={user} refusal={refusal} identities={identities} isDeveloper={userFetch === null} />
  )
  const address = place ? `${place.wsHost}:${place.wsPort}` : `cluster ${cluster}`
  return (
    <PusherProvider
      appKey={appKey}
      cluster={cluster}
      options={{ ...place, forceTLS, enabledTransports: ['ws'] }}
      auth={{ getToken: () => (userFetch ? null : token) }}
      fetch={userFetch ?? undefined}
      channels={channels}
      unknownEvents="allow"
    >
      <ConnectionBadge variant="banner" bannerPosition="inline" />
      <ConsoleContext value={context}>
        <Shell page={page} address={address} appKey={appKey} backend={config.backend} userMenu={userMenu} />
      </ConsoleContext>
    </PusherProvider>
  )
}
