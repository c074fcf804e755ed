import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ReactElement, ReactNode } from 'react'
import { PusherProvider, type PusherProviderProps } from 'react-pusher-kit'
import type { MockPusher } from 'react-pusher-kit/mock'

interface PageProps {
  mock?: MockPusher | undefined
  provider?: Partial<PusherProviderProps> | undefined
  children: ReactNode
}

/** Mantine without transitions, and a provider on the mock where there is one. */
function Page({ mock, provider, children }: PageProps) {
  return (
    <MantineProvider env="test">
      {mock ? (
        <PusherProvider {...mock.provider} {...provider}>
          {children}
        </PusherProvider>
      ) : (
        children
      )}
    </MantineProvider>
  )
}

/** Renders below Mantine's provider, and below a `PusherProvider` on the mock when one is given. */
export function renderOnMantine(
  ui: ReactElement,
  mock?: MockPusher,
  provider?: Partial<PusherProviderProps>,
) {
  const wrap = (content: ReactElement, change?: Partial<PusherProviderProps>) => (
    <Page mock={mock} provider={{ ...provider, ...change }}>
      {content}
    </Page>
  )
  const { rerender, ...rest } = render(wrap(ui))
  return {
    ...rest,
    rerender: (next: ReactElement, change?: Partial<PusherProviderProps>) => rerender(wrap(next, change)),
  }
}
