import { expect, it } from 'vitest'
import { answerWith, StandInUpstream } from './stand-in-upstream.ts'
import type { UpstreamAnswer } from './stand-in-upstream.ts'

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

const answers: [string, UpstreamAnswer][] = [
  ['took', answerWith(200, '{}')],
  ['did not take', answerWith(500, 'Oops')],
]

it.each(answers)('leaves no timer behind for a message that the backend %s', async (_, answer) => {
  const upstream = await new StandInUpstream().open()
  upstream.answer = answer
  const backend = upstream.backend('pusher', 10_000)
  const send = () => backend.send([{ channels: ['public-a'], event: 'x', data: '{}' }]).catch(() => {})
  // The first one loads the package.
  await send()
  const before = timers()
  for (let i = 0; i < 20; i++) await send()
  expect(upstream.calls).toHaveLength(21)
  // Of the machine's own there may be one more or less, as of a connection that is kept.
  expect(timers()).toBeLessThan(before + 10)
  await upstream.close()
})
