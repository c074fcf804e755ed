export { signApiRequest } from './api-signature.ts'
export { base64ToBytes, bytesToBase64 } from './base64.ts'
export { closeCodes } from './codes.ts'
export { byteLength, secureEqual } from './digest.ts'
export { decrypt, encrypt, nacl, sharedSecret, sharedSecretBase64 } from './encryption.ts'
export { encodeError } from './frames.ts'
export { createHub } from './hub.ts'
export type {
  ApiResponse,
  App,
  ChannelMember,
  ChannelSnapshot,
  Clock,
  Handshake,
  Hub,
  HubConnection,
  HubEvent,
  HubOptions,
  HubSize,
} from './hub-types.ts'
export { limits } from './limits.ts'
export { channelKind, isChannelName, isSocketId, needsAuth, userChannel } from './names.ts'
export { ApiError, ProtocolError } from './protocol-error.ts'
export { checkPublication } from './publish.ts'
export { signChannel, signUser, verifyChannel, verifyUser, type Credentials } from './sign.ts'
export { signWebhook, verifyWebhook } from './webhook-signature.ts'
export type { WebhookDelivery, WebhookEndpoint, WebhookEvent, WebhookName } from './webhook-types.ts'
