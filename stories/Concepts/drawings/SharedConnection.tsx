import { Arrow, Box, Drawing, Note } from './Drawing.tsx'

/** Components, subscriptions and one socket. */
export function SharedConnection() {
  return (
    <Drawing
      label="Three components, two subscriptions, one connection"
      height={312}
      caption="A list and a counter use the same channel: one subscription serves both. It ends when the last of them unmounts. All channels share one pusher-js client and its socket."
    >
      <Box x={2} y={6} width={120} title="List" note="a hook" />
      <Box x={138} y={6} width={120} title="Counter" note="a hook" />
      <Box x={278} y={6} width={120} title="Users" note="a hook" />
      <Arrow from={[62, 52]} to={[62, 90]} />
      <Arrow from={[198, 52]} to={[198, 90]} />
      <Arrow from={[338, 52]} to={[338, 90]} />
      <Box x={2} y={90} width={256} title="private-orders" note="one subscription for two hooks" isShaded />
      <Box x={278} y={90} width={120} title="presence-desk" note="one hook" isShaded />
      <Arrow from={[130, 136]} to={[130, 174]} />
      <Arrow from={[338, 136]} to={[338, 174]} />
      <Box x={60} y={174} width={338} title="pusher-js" note="one client per provider" />
      <Arrow from={[229, 220]} to={[229, 260]} isTwoWay />
      <Note at={[240, 244]} isStart>
        one socket
      </Note>
      <Box x={60} y={260} width={338} title="Pusher Channels" />
    </Drawing>
  )
}
