import { Arrow, Box, Drawing, Note } from './Drawing.tsx'

/** A test with the mock. */
export function MockServer() {
  return (
    <Drawing
      label="A test runs the real pusher-js against a server in memory"
      height={292}
      caption="The component uses the real pusher-js, whose socket leads to a Pusher server in the same process. The test controls that server: it publishes events, adds members, denies channels and cuts the connection."
    >
      <Box x={2} y={6} width={180} title="Your test" />
      <Box x={218} y={6} width={180} title="Your component" note="PusherProvider, hooks" />
      <Arrow from={[92, 52]} to={[92, 106]} />
      <Note at={[102, 84]} isStart>
        publishes, disconnects
      </Note>
      <Arrow from={[308, 52]} to={[308, 106]} isTwoWay />
      <Box x={2} y={106} width={180} title="mock" note="trigger, join, outage …" />
      <Box x={218} y={106} width={180} title="pusher-js" note="the real client" />
      <Arrow from={[92, 152]} to={[92, 216]} />
      <Arrow from={[308, 152]} to={[308, 216]} isTwoWay />
      <Note at={[204, 188]} isStart>
        socket in memory
      </Note>
      <Box
        x={2}
        y={216}
        width={396}
        height={64}
        title="Pusher server in memory"
        note="frames, signatures, presence, limits, history"
        isShaded
      />
    </Drawing>
  )
}
