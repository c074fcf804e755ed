import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

function OwnQueryClient({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient())
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

/** Decorator: a query cache that the story shares with no other. */
export function withQueryClient(Story: React.ComponentType) {
  return (
    <OwnQueryClient>
      <Story />
    </OwnQueryClient>
  )
}
