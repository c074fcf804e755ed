import type { BroadcasterStatusLabels, ReportLabels, UsageCardLabels } from '../../index.ts'
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
