import { describe, expect, it } from 'vitest'
import {
  clientEventRejected,
  isAboutOneEvent,
  isBackoff,
  isRefusal,
  isRetriedAtOnce,
} from '../../../src/client/connection/close-codes.ts'
import { closeCodes, errorCodes } from '../../../src/protocol/frames/codes.ts'

const classes = { isRefusal, isBackoff, isRetriedAtOnce, isAboutOneEvent }
const classesOf = (code: number) =>
  Object.entries(classes).flatMap(([name, isOne]) => (isOne(code) ? [name] : []))

describe('the codes of the hub', () => {
  it.each([
    [4000, 'isRetriedAtOnce'],
    [4001, 'isRefusal'],
    [4099, 'isRefusal'],
    [4100, 'isBackoff'],
    [4199, 'isBackoff'],
    [4200, 'isRetriedAtOnce'],
    [4299, 'isRetriedAtOnce'],
    [4300, 'isAboutOneEvent'],
  ])('%i is in one class: %s', (code, name) => {
    expect(classesOf(code)).toEqual([name])
  })

  it.each(Object.entries(closeCodes).filter(([, code]) => code >= 4000))(
    '%s closes the connection, and is in one class',
    (_name, code) => {
      expect(classesOf(code)).toHaveLength(1)
      expect(isAboutOneEvent(code)).toBe(false)
    },
  )

  it.each(Object.entries(errorCodes))('%s is about one event', (_name, code) => {
    expect(classesOf(code)).toEqual(['isAboutOneEvent'])
  })

  it('a refused client event has the code of the hub', () => {
    expect(clientEventRejected).toBe(errorCodes.clientEventRejected)
  })
})

it('a close without a code is none of them, and an error without one is about one event', () => {
  expect([isRefusal(null), isBackoff(null), isRetriedAtOnce(null)]).toEqual([false, false, false])
  expect(isAboutOneEvent(null)).toBe(true)
})
