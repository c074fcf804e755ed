import { Alert, Badge, Button, Paper, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core'
import { usePusherConnection } from 'react-pusher-kit'
import { defineChannels, type } from 'react-pusher-kit/channels'
import { usePusherQuery } from 'react-pusher-kit/query'

interface Order {
  id: string
  customer: string
  amount: number
}

export interface Sales {
  revenue: number
  count: number
  latest: readonly Order[]
}

export const salesChannels = defineChannels({
  'private-sales': { events: { 'order.paid': type<Order>(), 'orders.imported': type<{ count: number }>() } },
})

declare module 'react-pusher-kit/channels' {
  interface Register {
    sales: typeof salesChannels
  }
}

const withOrder = ({ revenue, count, latest }: Sales, order: Order): Sales => ({
  revenue: revenue + order.amount,
  count: count + 1,
  latest: [order, ...latest].slice(0, 5),
})

const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })
const end = (figure: string) => <div style={{ textAlign: 'end' }}>{figure}</div>

/** An order updates the figures in place; an import, and every gap in the connection, refetches them. */
export function Dashboard({ fetchSales }: { fetchSales: () => Promise<Sales> }) {
  const { data, error, isFetching, refetch } = usePusherQuery(
    { queryKey: ['sales'], queryFn: fetchSales },
    { channel: 'private-sales', on: { 'order.paid': withOrder, 'orders.imported': 'invalidate' } },
  )
  const { isConnected } = usePusherConnection()

  if (error) {
    return (
      <Alert color="red" title="The figures could not be fetched">
        <Button onClick={() => void refetch()}>Try again</Button>
      </Alert>
    )
  }
  if (!data) return <Skeleton h={280} bd="1px solid transparent" role="status" aria-label="Loading" />

  return (
    <Stack>
      <Badge variant="default" role="status">
        {isFetching ? 'Updating' : isConnected ? 'Live' : 'Not live: reconnecting'}
      </Badge>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {Object.entries({ Revenue: money.format(data.revenue), Orders: data.count }).map(([name, figure]) => (
          <Paper key={name} withBorder p="md">
            <Text size="sm">{name}</Text>
            <Text size="xl" fw={700}>
              {figure}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <Table
        tabularNums
        styles={{ caption: { color: 'inherit' } }}
        data={{
          caption: 'Latest orders',
          head: ['Order', 'Customer', end('Amount')],
          body: data.latest.map(({ id, customer, amount }) => [id, customer, end(money.format(amount))]),
        }}
      />
    </Stack>
  )
}
