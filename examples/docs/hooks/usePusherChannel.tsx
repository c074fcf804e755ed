import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { usePusherChannel } from 'react-pusher-kit'

interface Order {
  id: string
  customer: string
}

// #region use
export function Orders({ team }: { team: string }) {
  const [orders, setOrders] = useState<readonly Order[]>([])
  const { status, error, retry } = usePusherChannel<{ paid: Order; refunded: Order }>(
    `private-orders-${team}`,
    {
      paid: (order) => setOrders((others) => [...others, order]),
      refunded: ({ id }) => setOrders((others) => others.filter((order) => order.id !== id)),
    },
  )

  return (
    <Stack gap="xs" align="start">
      <Badge variant="default">{status}</Badge>
      {error && (
        <Alert color="red" title="You may not see these orders">
          <Button size="xs" onClick={retry}>
            Try again
          </Button>
        </Alert>
      )}
      {orders.map(({ id, customer }) => (
        <Group key={id}>
          <Text fw={600}>{id}</Text>
          <Text>{customer}</Text>
        </Group>
      ))}
    </Stack>
  )
}
// #endregion

// #region send
export function RefundButton({ team, order }: { team: string; order: Order }) {
  const { trigger } = usePusherChannel(`private-orders-${team}`)
  const [isLost, setIsLost] = useState(false)

  const refund = () =>
    trigger('refunded', order).then(
      () => setIsLost(false),
      () => setIsLost(true),
    )

  return (
    <Button color="red.9" onClick={() => void refund()}>
      {isLost ? 'Not refunded. Try again' : `Refund ${order.id}`}
    </Button>
  )
}
// #endregion
