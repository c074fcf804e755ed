import type {
  BroadcasterStatusLabels,
  EventMetricsLabels,
  LatencyHistoryLabels,
  ReportLabels,
  UsageCardLabels,
} from '../../index.ts'
import { counted, duration, number } from './count.ts'

const report: ReportLabels = {
  loading: 'בטעינה',
  denied: 'אין הרשאה לקרוא את הדוח',
  deniedHint: 'השרת מציג אותו למנהלים.',
  failed: 'לא ניתן היה לטעון את הדוח',
  retry: 'ניסיון נוסף',
  stale: (age) => `לא מעודכן: לפני ${duration(age)}`,
  notShared: 'של שרת אחד, מאז שהופעל',
}

const price = new Intl.NumberFormat('he', { style: 'currency', currency: 'USD' })

export const usageCard: UsageCardLabels = {
  ...report,
  title: 'הודעות היום',
  plan: (name) => `תוכנית ${name}`,
  count: (value) => number.format(value),
  atLeast: (value) => `לפחות ${value}`,
  limit: (limit) => `מתוך ${limit}`,
  percent: (value) => `${number.format(Math.round(value * 10) / 10)}%`,
  resets: (left) => `מתאפס בעוד ${duration(left)}`,
  part: { calls: 'פורסמו', deliveries: 'נמסרו', webhooks: 'קריאות חוזרות', presence: 'נוכחות' },
  near: 'קרוב למגבלה',
  over: 'הגיע למגבלה',
  projected: 'עד סוף היום',
  connections: 'שיא החיבורים',
  errors: 'שגיאות',
  saved: 'נחסכו בקיבוץ',
  cost: 'עלות',
  price: (usd) => `${price.format(usd)} לחודש`,
}

export const broadcasterStatus: BroadcasterStatusLabels = {
  ...report,
  title: 'שירותים',
  status: { active: 'פעיל', standby: 'בהמתנה', limit_reached: 'המכסה נוצלה', failing: 'תקלה' },
  type: {
    pusher: 'השירות Pusher Channels',
    ably: 'השירות Ably',
    self_hosted: 'באירוח עצמי',
    embedded: 'בתהליך הזה',
  },
  cluster: (name) => `אזור ${name}`,
  messages: (count) => counted(count, 'הודעה אחת', 'שתי הודעות', 'הודעות'),
  errors: (count) => counted(count, 'שגיאה אחת', 'שתי שגיאות', 'שגיאות'),
  resets: (left) => `עד 00:00 UTC, בעוד ${duration(left)}`,
  retries: (left) => (left === 0 ? 'ניסיון עם ההודעה הבאה' : `ניסיון נוסף בעוד ${duration(left)}`),
  toAll: 'כל אירוע נשלח לכל השירותים',
  noneAvailable: 'אין שירות שיכול לשלוח',
  switches: 'החלפות',
  switched: (from, to) => `${from} → ${to}`,
  ago: (age) => `לפני ${duration(age)}`,
}

const clock = (timeZone: 'UTC' | undefined) =>
  new Intl.DateTimeFormat('he', { hour: '2-digit', minute: '2-digit', timeZone })
const clocks = { UTC: clock('UTC'), local: clock(undefined) }
const exact = (timeZone: 'UTC' | undefined) =>
  new Intl.DateTimeFormat('he', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone })
const exactClocks = { UTC: exact('UTC'), local: exact(undefined) }
const date = new Intl.DateTimeFormat('he', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const events = (count: number) => counted(count, 'אירוע אחד', 'שני אירועים', 'אירועים')

export const eventMetrics: EventMetricsLabels = {
  ...report,
  title: 'אירועים',
  ranges: 'טווח',
  range: { '5m': '5 דק׳', '1h': 'שעה', '24h': '24 שע׳', '7d': '7 ימ׳', '30d': '30 ימ׳' },
  plot: 'אירועים לאורך הזמן',
  minute: (at, timeZone) => clocks[timeZone ?? 'local'].format(at),
  day: (at) => date.format(at),
  count: (count) => number.format(count),
  bar: (time, count) => `${time}: ${events(count)}`,
  total: (count, most) => `${events(count)}, לכל היותר ${number.format(most)} בעמודה`,
  now: 'עכשיו',
  time: 'זמן',
  events: 'אירועים לפי שם',
  event: 'אירוע',
  counts: 'כמות',
  users: 'משתמשים',
  trend: 'מגמה',
  between: (least, most) => `בין ${number.format(least)} ל־${number.format(most)}`,
  more: (count) => `ועוד ${number.format(count)}`,
  empty: 'אין אירועים בטווח הזה',
  emptyHint: 'כל אירוע שהשרת מפרסם נספר כאן.',
  daysHint: 'לימים דרוש מאגר עם מונים, כגון libsqlStore או postgresStore.',
}

export const latencyHistory: LatencyHistoryLabels = {
  loading: report.loading,
  title: 'זמן תגובה',
  plot: 'זמן התגובה לאורך הזמן',
  min: 'הקצר ביותר',
  median: 'חציון',
  p95: '95%',
  max: 'הארוך ביותר',
  latency: (ms) => `${number.format(ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms))}\u00A0מ״ש`,
  clock: (at, timeZone) => exactClocks[timeZone ?? 'local'].format(at),
  sample: (time, latency) => `${time}: ${latency}`,
  lostAt: (time) => `${time}: החיבור אבד`,
  lost: 'החיבור אבד',
  summary: (count, losses) => {
    const measured = counted(count, 'מדידה אחת', 'שתי מדידות', 'מדידות')
    return losses === 0
      ? measured
      : `${measured}, החיבור אבד ${counted(losses, 'פעם אחת', 'פעמיים', 'פעמים')}`
  },
  time: 'זמן',
  roundTrip: 'הלוך ושוב',
  away: 'החיבור אבד',
  empty: 'עדיין לא נמדד',
  emptyHint: 'נמדד אחרי ההתחברות, ואז שוב ושוב.',
}
