/** Minimum characters of a token to be hidden. A shorter one could be a part of any word. */
const longEnough = 8

/** Removes the token from a text, because a server may repeat it in a response. */
export function hideToken(text: string, token: string | null): string {
  if (!token) return text
  return [token, encodeURIComponent(token)].reduce((hidden, secret) => {
    if (token.length >= longEnough) return hidden.replaceAll(secret, '…')
    const literal = secret.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    return hidden.replaceAll(new RegExp(`(?<![\\w-])${literal}(?![\\w-])`, 'g'), '…')
  }, text)
}
