import { Arrow, Box, Drawing, Note } from './Drawing.tsx'

const server = 62
const page = 338

/** A log that fetches what it missed. */
export function Recovery() {
  return (
    <Drawing
      label="A log recovers the events of an outage"
      height={362}
      caption="The server numbers each event. Events 42 and 43 are published while the connection is lost, and are not delivered. After the reconnect, the log requests everything after 41, adds it in order, and reports no gap."
    >
      <Box x={2} y={6} width={120} height={34} title="Server" />
      <Box x={278} y={6} width={120} height={34} title="Log in the page" />
      <line x1={server} y1={40} x2={server} y2={318} />
      <line x1={page} y1={40} x2={page} y2={318} />
      <Note at={[200, 66]}>event 41</Note>
      <Arrow from={[server, 74]} to={[page, 74]} />
      <rect x={210} y={92} width={188} height={82} rx={6} className="shaded dashed" />
      <Note at={[274, 138]}>connection lost</Note>
      <Note at={[134, 110]}>event 42</Note>
      <Arrow from={[server, 118]} to={[206, 118]} isDashed />
      <Note at={[134, 148]}>event 43</Note>
      <Arrow from={[server, 156]} to={[206, 156]} isDashed />
      <Note at={[200, 192]}>subscribes again</Note>
      <Arrow from={[page, 200]} to={[server, 200]} />
      <Note at={[200, 226]}>requests all events after 41</Note>
      <Arrow from={[page, 234]} to={[server, 234]} />
      <Note at={[200, 260]}>events 42 and 43</Note>
      <Arrow from={[server, 268]} to={[page, 268]} />
      <Note at={[200, 294]}>event 44</Note>
      <Arrow from={[server, 302]} to={[page, 302]} />
      <Box x={198} y={318} width={200} height={36} title="41 · 42 · 43 · 44" isShaded />
    </Drawing>
  )
}
