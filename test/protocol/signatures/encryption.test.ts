import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import HttpPusher from 'pusher'
import {
  base64ToBytes,
  bytesToBase64,
  decrypt,
  encrypt,
  nacl,
  ProtocolError,
  sharedSecret,
  sharedSecretBase64,
} from '../../../src/protocol/index.ts'

const masterKey = new Uint8Array(32).map((_, index) => index)
const masterKeyBase64 = bytesToBase64(masterKey)

describe('nacl.secretbox', () => {
  it('seals the known-answer vector of NaCl (crypto_secretbox, tests/secretbox.c)', () => {
    const key = hex('1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389')
    const nonce = hex('69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37')
    const message = hex(
      'be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705',
    )
    const sealed = Buffer.from(nacl.secretbox(message, nonce, key)).toString('hex')
    expect(sealed).toBe(
      'f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5',
    )
  })
})

describe('sharedSecret', () => {
  it('is SHA-256 of name and master key, as node:crypto computes it', () => {
    const expected = createHash('sha256').update('private-encrypted-a').update(masterKey).digest('base64')
    expect(sharedSecretBase64('private-encrypted-a', masterKeyBase64)).toBe(expected)
  })

  it('is what the official package gives its clients', () => {
    const http = new HttpPusher({
      appId: '1',
      key: 'k',
      secret: 's',
      cluster: 'eu',
      encryptionMasterKeyBase64: masterKeyBase64,
    })
    const { shared_secret: theirs } = http.authorizeChannel('1.2', 'private-encrypted-a')
    expect(sharedSecretBase64('private-encrypted-a', masterKeyBase64)).toBe(theirs)
  })

  it('refuses a master key of another length', () => {
    expect(() => sharedSecret('private-encrypted-a', new Uint8Array(31))).toThrow(ProtocolError)
  })
})

describe('encrypt', () => {
  it('gives the same text for the same nonce', () => {
    const nonce = new Uint8Array(24).fill(7)
    const sealed = JSON.parse(encrypt('private-encrypted-a', '{"x":1}', masterKey, nonce)) as {
      nonce: string
      ciphertext: string
    }
    expect(sealed.nonce).toBe(bytesToBase64(nonce))
    const opened = nacl.secretbox.open(
      base64ToBytes(sealed.ciphertext),
      nonce,
      sharedSecret('private-encrypted-a', masterKey),
    )
    expect(opened && Buffer.from(opened).toString()).toBe('{"x":1}')
  })

  it('draws a new nonce each time otherwise', () => {
    const sealed = Array.from({ length: 2 }, () => encrypt('private-encrypted-a', 'x', masterKey))
    expect(sealed[0]).not.toBe(sealed[1])
  })

  it('is opened by the same channel and key only', () => {
    const sealed = encrypt('private-encrypted-a', 'größer', masterKey)
    expect(decrypt('private-encrypted-a', sealed, masterKey)).toBe('größer')
    expect(decrypt('private-encrypted-b', sealed, masterKey)).toBeNull()
    expect(decrypt('private-encrypted-a', sealed, new Uint8Array(32))).toBeNull()
  })

  it('refuses a nonce of another length', () => {
    expect(() => encrypt('private-encrypted-a', 'x', masterKey, new Uint8Array(12))).toThrow(ProtocolError)
  })
})

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'))
}
