import { Text } from '@mantine/core'
import { useState } from 'react'
import { usePusherChannel } from 'react-pusher-kit'
import { shopChannel } from './channels.ts'

// #region typed
export function Revenue({ shopId }: { shopId: string }) {
  const [total, setTotal] = useState(0)
  // The channel name determines the payload type: `cents` is a number, and a misspelt event does not compile.
  usePusherChannel(shopChannel(shopId), 'order.paid', ({ cents }) => setTotal((before) => before + cents))
  return <Text>{(total / 100).toFixed(2)} €</Text>
}
// #endregion
