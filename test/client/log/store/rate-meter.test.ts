import { expect, it } from 'vitest'
import { RateMeter } from '../../../../src/client/log/store/rate-meter.ts'

/** An event every ten ms until `end`. */
function fed(end: number, start = 1_000_000): RateMeter {
  const meter = new RateMeter()
  for (let at = start; at < start + end; at += 10) meter.add(1, at)
  return meter
}

it('counts the events of the last second', () => {
  const meter = fed(5000)
  expect(meter.rate(1_004_999)).toBe(100)
  expect(meter.rate(1_005_450)).toBe(50)
  expect(meter.rate(1_006_500)).toBe(0)
})

it('counts what comes after a pause from its begin', () => {
  const meter = fed(1000)
  meter.add(7, 1_060_000)
  expect(meter.rate(1_060_050)).toBe(7)
})

it('counts anew when the clock is set', () => {
  const meter = fed(1000)
  meter.add(3, 400_000)
  expect(meter.rate(400_050)).toBe(3)
  expect(meter.rate(401_200)).toBe(0)
})
