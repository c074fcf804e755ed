/** The result of a channel authorization, as pusher-js expects it. */
export interface ChannelSignature {
  auth: string
  channel_data?: string
  shared_secret?: string
}

/** The result of a user authentication, as pusher-js expects it. */
export interface UserSignature {
  auth: string
  user_data: string
}

/** Null when the body holds no signature. */
export function readChannelSignature(body: Record<string, unknown>): ChannelSignature | null {
  const { auth, channel_data: channelData, shared_secret: sharedSecret } = body
  if (typeof auth !== 'string') return null
  return {
    auth,
    ...(typeof channelData === 'string' ? { channel_data: channelData } : {}),
    ...(typeof sharedSecret === 'string' ? { shared_secret: sharedSecret } : {}),
  }
}

/** Null when the body holds no signature. */
export function readUserSignature({ auth, user_data: data }: Record<string, unknown>): UserSignature | null {
  return typeof auth === 'string' && typeof data === 'string' ? { auth, user_data: data } : null
}
