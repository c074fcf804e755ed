export { signApiRequest } from './http-api/request-signature.ts'
export { base64ToBytes, bytesToBase64 } from './signatures/base64.ts'
export { closeCodes } from './frames/codes.ts'
export { byteLength, secureEqual, sha256Hex } from './signatures/digest.ts'
export { decrypt, encrypt, nacl, sharedSecret, sharedSecretBase64 } from './signatures/encryption.ts'
export { encodeError } from './frames/frames.ts'
export { readHistory, type HistoryRow } from './hub/history.ts'
export { createHub } from './hub/hub.ts'
export type {
  ApiResponse,
  App,
  ChannelMember,
  HubChannelSnapshot,
  Clock,
  Handshake,
  Hub,
  HubConnection,
  HubEvent,
  HubOptions,
  HubSize,
  PostWebhook,
} from './hub/hub-types.ts'
export { limits } from './hub/limits.ts'
export { channelKind, isChannelName, isSocketId, needsAuth, userChannel } from './frames/names.ts'
export { ApiError, ProtocolError } from './frames/protocol-error.ts'
export { checkPublication } from './hub/publish.ts'
export { signChannel, signUser, verifyChannel, verifyUser, type Credentials } from './signatures/sign.ts'
export { signWebhook, verifyWebhook } from './signatures/webhook-signature.ts'
export type { WebhookDelivery, WebhookEndpoint, WebhookEvent, WebhookName } from './webhooks/webhook-types.ts'
