import { shortDuration } from '../short-duration.ts'

export const number = new Intl.NumberFormat('he')

/** Hebrew has a form of its own for two; one and two are written in words. */
export function counted(count: number, one: string, two: string, many: string): string {
  if (count === 1) return one
  return count === 2 ? two : `${number.format(count)} ${many}`
}

export const duration = shortDuration({ second: 'שנ׳', minute: 'דק׳', hour: 'שע׳', day: 'ימ׳' })
