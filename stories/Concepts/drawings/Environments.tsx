import { Arrow, Box, Drawing, Note } from './Drawing.tsx'

/** The servers of development and of production. */
export function Environments() {
  return (
    <Drawing
      label="Development and production have the same page and the same server code"
      height={330}
      caption="In development, one process replaces Pusher Channels and your server. In production, they are separate. The page, the channels and the policies stay the same. Only the keys change."
    >
      <text x={92} y={18}>
        Development
      </text>
      <text x={308} y={18}>
        Production
      </text>
      <Box x={2} y={30} width={180} height={38} title="Page" />
      <Box x={218} y={30} width={180} height={38} title="Page" />
      <Arrow from={[56, 68]} to={[56, 128]} isTwoWay />
      <Arrow from={[162, 68]} to={[162, 222]} />
      <Arrow from={[272, 68]} to={[272, 128]} isTwoWay />
      <Arrow from={[378, 68]} to={[378, 222]} />
      <Note at={[62, 102]} isStart>
        socket
      </Note>
      <Note at={[278, 102]} isStart>
        socket
      </Note>
      <Note at={[134, 88]}>HTTP</Note>
      <Note at={[350, 88]}>HTTP</Note>
      <rect x={2} y={114} width={180} height={168} rx={6} className="dashed" />
      <Box x={12} y={128} width={128} title="Pusher protocol" isShaded />
      <Box x={12} y={222} width={160} title="reference server" isShaded />
      <Arrow from={[56, 222]} to={[56, 174]} />
      <Note at={[62, 202]} isStart>
        publishes
      </Note>
      <Note at={[92, 304]}>npx react-pusher-kit serve</Note>
      <Box x={218} y={128} width={138} title="Pusher Channels" />
      <Box x={218} y={222} width={180} title="Your server" note="createPusherServer" isShaded />
      <Arrow from={[272, 222]} to={[272, 174]} />
      <Note at={[278, 202]} isStart>
        publishes
      </Note>
      <Note at={[308, 304]}>PostgreSQL or libsql</Note>
    </Drawing>
  )
}
