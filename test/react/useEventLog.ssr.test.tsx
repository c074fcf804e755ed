import { renderToString } from 'react-dom/server'
import { PusherProvider, useEventLog } from 'react-pusher-kit'
import { expect, it } from 'vitest'

function Total() {
  const { status, total } = useEventLog({ channel: 'logs' })
  return <p>{`${status} ${total}`}</p>
}

it('on a server a log renders as loading, and connects to nothing', () => {
  const html = renderToString(
    <PusherProvider appKey="key" cluster="eu">
      <Total />
    </PusherProvider>,
  )
  expect(html).toContain('loading 0')
})
