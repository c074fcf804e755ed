import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import nacl from 'tweetnacl'
import { base64ToBytes, bytesToBase64 } from './base64.ts'
import { ProtocolError } from '../frames/protocol-error.ts'

/**
 * The key of one encrypted channel: SHA-256 of its name and the app's 32-byte master key.
 * Source: Pusher, "Encrypted channels".
 */
export function sharedSecret(channelName: string, masterKey: Uint8Array): Uint8Array {
  if (masterKey.length !== nacl.secretbox.keyLength) {
    throw new ProtocolError(
      'invalid_master_key',
      `Expected an encryption master key of 32 bytes but got ${masterKey.length}; create one with \`openssl rand -base64 32\`.`,
    )
  }
  return sha256(concatBytes(utf8ToBytes(channelName), masterKey))
}

/** {@link sharedSecret}, encoded for the authorization response. */
export function sharedSecretBase64(channelName: string, masterKeyBase64: string): string {
  return bytesToBase64(sharedSecret(channelName, base64ToBytes(masterKeyBase64)))
}

/**
 * Encrypts an event's data for an encrypted channel. Returns the text to publish as `data`.
 *
 * @param nonce 24 bytes; must not be used twice with the same key
 */
export function encrypt(
  channelName: string,
  text: string,
  masterKey: Uint8Array,
  nonce: Uint8Array = nacl.randomBytes(nacl.secretbox.nonceLength),
): string {
  if (nonce.length !== nacl.secretbox.nonceLength) {
    throw new ProtocolError(
      'invalid_nonce',
      `Expected a nonce of 24 bytes but got ${nonce.length}; draw 24 random bytes.`,
    )
  }
  const ciphertext = nacl.secretbox(utf8ToBytes(text), nonce, sharedSecret(channelName, masterKey))
  return JSON.stringify({ nonce: bytesToBase64(nonce), ciphertext: bytesToBase64(ciphertext) })
}

/** Decrypts the result of {@link encrypt}; null when it was not encrypted with this key for this channel. */
export function decrypt(channelName: string, sealed: string, masterKey: Uint8Array): string | null {
  const { nonce, ciphertext } = JSON.parse(sealed) as { nonce: string; ciphertext: string }
  const opened = nacl.secretbox.open(
    base64ToBytes(ciphertext),
    base64ToBytes(nonce),
    sharedSecret(channelName, masterKey),
  )
  return opened && new TextDecoder().decode(opened)
}

/** The `nacl` option of pusher-js. With it, the build without encryption decrypts encrypted channels. */
export { default as nacl } from 'tweetnacl'
