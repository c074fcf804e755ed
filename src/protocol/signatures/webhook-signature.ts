import { hmacHex, secureEqual } from './digest.ts'
import type { Credentials } from './sign.ts'

/** Signs the raw body of a webhook, for the `X-Pusher-Signature` header. Source: Pusher, "Webhooks". */
export function signWebhook({ secret }: Credentials, body: string): string {
  return hmacHex(secret, body)
}

/**
 * Verifies that a webhook was signed with the app's secret.
 *
 * @param body the raw body, before any parsing
 * @param headers the request's headers, with `X-Pusher-Key` and `X-Pusher-Signature`
 */
export function verifyWebhook(
  credentials: Credentials,
  body: string,
  headers: { key: string | null; signature: string | null },
): boolean {
  return (
    secureEqual(headers.key ?? '', credentials.key) &&
    secureEqual(headers.signature ?? '', signWebhook(credentials, body))
  )
}
