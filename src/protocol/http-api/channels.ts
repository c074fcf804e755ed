import { attributesOf, readInfo } from './channel-info.ts'
import type { ApiCall } from './api-call.ts'
import { channelKind, isChannelName } from '../frames/names.ts'
import { isOccupied } from '../hub/channel-state.ts'
import { ApiError } from '../frames/protocol-error.ts'

/** `GET /channels`: the occupied channels, by prefix. */
export function getChannels({ app, params }: ApiCall): unknown {
  const prefix = params.get('filter_by_prefix') ?? ''
  const info = readInfo(params.get('info'))
  if (info.includes('user_count') && !prefix.startsWith('presence-')) {
    throw new ApiError(
      400,
      'user_count may only be requested for presence channels - please supply filter_by_prefix beginning with presence-',
    )
  }
  if (info.some((attribute) => attribute !== 'user_count')) {
    throw new ApiError(400, `Unknown info attribute: ${info.join(',').slice(0, 64)}`)
  }
  const names = [...app.channels]
    .filter(([name, channel]) => isOccupied(channel) && isChannelName(name) && name.startsWith(prefix))
    .map(([name]) => name)
  return { channels: Object.fromEntries(names.map((name) => [name, attributesOf(app, name, info)])) }
}

/** `GET /channels/{channel}` */
export function getChannel({ app, params, segments: [name = ''] }: ApiCall): unknown {
  checkName(name)
  return {
    occupied: isOccupied(app.channels.get(name)),
    ...attributesOf(app, name, readInfo(params.get('info'))),
  }
}

/** `GET /channels/{channel}/users` */
export function getUsers({ app, segments: [name = ''] }: ApiCall): unknown {
  checkName(name)
  if (channelKind(name).kind !== 'presence') {
    throw new ApiError(400, 'Users can only be retrieved for presence channels')
  }
  const members = app.channels.get(name)?.members() ?? []
  return { users: members.map(({ id }) => ({ id })) }
}

function checkName(name: string): void {
  if (!isChannelName(name)) throw new ApiError(400, `Invalid channel name: ${name.slice(0, 200)}`)
}
