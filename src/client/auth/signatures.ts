/** What pusher-js wants of a channel's authorisation. */
export interface ChannelSignature {
  auth: string
  channel_data?: string
  shared_secret?: string
}

/** What pusher-js wants of a sign-in. */
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
