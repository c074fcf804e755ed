import type { PusherProviderProps } from 'react-pusher-kit'

/** What both versions of the app get from the page that renders them. */
export interface DeskProps {
  appKey: string
  cluster: string
  /** The token of the signed-in user. */
  token: string
  /** For tests: pusher-js and `fetch` of a mock. */
  network?: Pick<PusherProviderProps, 'createClient' | 'fetch'>
}

export interface Order {
  id: string
}
