import type { Decorator } from '@storybook/react-vite'
import { QueryClient, type QueryClientConfig, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

interface OwnQueryClientProps {
  config?: QueryClientConfig | undefined
  children: ReactNode
}

function OwnQueryClient({ config, children }: OwnQueryClientProps) {
  const [client] = useState(() => new QueryClient(config))
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

/** A query cache that the story shares with no other. The parameter `queryClient` is its configuration. */
export const withQueryClient: Decorator = (Story, { parameters }) => (
  <OwnQueryClient config={parameters['queryClient'] as QueryClientConfig | undefined}>
    <Story />
  </OwnQueryClient>
)
