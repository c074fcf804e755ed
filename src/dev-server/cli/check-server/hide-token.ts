/** Characters of a token that is hidden wherever it stands; a shorter one could be a part of any word. */
const longEnough = 8

/** A text without the token, which a server may repeat. */
export function hideToken(text: string, token: string | null): string {
  if (!token) return text
  return [token, encodeURIComponent(token)].reduce((hidden, secret) => {
    if (token.length >= longEnough) return hidden.replaceAll(secret, '…')
    const literal = secret.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    return hidden.replaceAll(new RegExp(`(?<![\\w-])${literal}(?![\\w-])`, 'g'), '…')
  }, text)
}
