import { Table } from '@mantine/core'
import { usePusherEvents } from 'react-pusher-kit'

interface Trade {
  symbol: string
  price: number
}

// #region use
export function Ticker() {
  const trades = usePusherEvents<Trade>('trades', 'trade', { limit: 5 })
  return (
    <Table
      data={{
        head: ['Symbol', 'Price'],
        body: trades.toReversed().map(({ symbol, price }) => [symbol, price.toFixed(2)]),
      }}
    />
  )
}
// #endregion

// #region select
/** Keeps only the values that it shows. */
export function PriceOf({ symbol }: { symbol: string }) {
  const [price] = usePusherEvents('trades', 'trade', {
    limit: 1,
    select: (trade: Trade) => (trade.symbol === symbol ? trade.price : undefined),
  })
  return <p>{price === undefined ? 'no trade yet' : price.toFixed(2)}</p>
}
// #endregion
