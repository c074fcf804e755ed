import { shortDuration } from '../short-duration.ts'

export const number = new Intl.NumberFormat('de')

export const counted = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`

export const duration = shortDuration({ second: 's', minute: 'Min.', hour: 'Std.', day: 'Tg.' })
