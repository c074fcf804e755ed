import { matchChannel, type ChannelDefinitions } from '../../channels/index.ts'
import { checkPayload, explainIssue } from '../../channels/internal.ts'
import { memberOf } from '../script/run-step.ts'
import type { StoryRun } from '../story-run.ts'
import { userChannelPrefix } from '../user-channel.ts'
import type { PanelCommand } from './messages.ts'
import { nextPerson } from './people.ts'

type Publication = Extract<PanelCommand, { do: 'publish' }>

/** @throws when the mock or a schema rejects it; the panel shows the message */
export function runCommand(run: StoryRun, declared: ChannelDefinitions, command: PanelCommand): void {
  const { mock } = run
  switch (command.do) {
    case 'delay':
      mock.network = { latency: command.latency }
      break
    case 'deny':
      run.denied = command.denied
      break
    case 'join':
      mock.join(command.channel, nextPerson(mock, declared, command.channel))
      break
    case 'leave':
      memberOf(mock, command.channel, command.id)?.leave()
      break
    case 'publish':
      publish(run, declared, command)
      break
  }
}

function publish({ mock }: StoryRun, declared: ChannelDefinitions, publication: Publication): void {
  const { channel, event, from } = publication
  const payload: unknown = JSON.parse(publication.payload)
  const problem = problemOf(declared, channel, event, payload)
  if (problem !== null) throw new Error(problem)
  if (from !== null) {
    const member = memberOf(mock, channel, from)
    if (!member) throw new Error(`Expected a member "${from}" in "${channel}", but the member has left.`)
    member.trigger(event, payload)
  } else if (channel.startsWith(userChannelPrefix)) {
    mock.sendToUser(channel.slice(userChannelPrefix.length), event, payload)
  } else {
    mock.trigger(channel, event, payload)
  }
}

/** The issues that the declared schema reports, or null. */
function problemOf(
  declared: ChannelDefinitions,
  channel: string,
  event: string,
  payload: unknown,
): string | null {
  const { events, clientEvents } = matchChannel(declared, channel)?.definition ?? { events: {} }
  const schema = { ...events, ...clientEvents }[event]
  const { issues } = schema ? checkPayload(schema, payload) : {}
  return issues ? issues.map(explainIssue).join('\n') : null
}
