import type {
  BroadcasterStatusLabels,
  EventMetricsLabels,
  LatencyHistoryLabels,
  ReportLabels,
  UsageCardLabels,
} from '../../index.ts'
import { counted, duration, number } from './count.ts'

const report: ReportLabels = {
  loading: 'Wird geladen',
  denied: 'Keine Berechtigung für diesen Bericht',
  deniedHint: 'Der Server zeigt ihn Administratoren.',
  failed: 'Der Bericht konnte nicht geladen werden',
  retry: 'Erneut versuchen',
  stale: (age) => `Nicht aktuell: ${duration(age)} alt`,
  notShared: 'Von einem Server, seit dessen Start',
}

const price = new Intl.NumberFormat('de', { style: 'currency', currency: 'USD' })

export const usageCard: UsageCardLabels = {
  ...report,
  title: 'Nachrichten heute',
  plan: (name) => `Tarif ${name}`,
  count: (value) => number.format(value),
  atLeast: (value) => `mindestens ${value}`,
  limit: (limit) => `von ${limit}`,
  percent: (value) => `${number.format(Math.round(value * 10) / 10)} %`,
  resets: (left) => `Neu in ${duration(left)}`,
  part: { calls: 'Gesendet', deliveries: 'Zugestellt', webhooks: 'Webhook-Aufrufe', presence: 'Anwesenheit' },
  near: 'Nahe am Limit',
  over: 'Limit erreicht',
  projected: 'Bis zum Ende des Tages',
  connections: 'Meiste Verbindungen',
  errors: 'Fehler',
  saved: 'Durch Bündelung gespart',
  cost: 'Kosten',
  price: (usd) => `${price.format(usd)} im Monat`,
}

export const broadcasterStatus: BroadcasterStatusLabels = {
  ...report,
  title: 'Dienste',
  status: { active: 'Aktiv', standby: 'Bereit', limit_reached: 'Kontingent verbraucht', failing: 'Gestört' },
  type: {
    pusher: 'Dienst Pusher Channels',
    ably: 'Dienst Ably',
    self_hosted: 'Selbst betrieben',
    embedded: 'In diesem Prozess',
  },
  cluster: (name) => `Region ${name}`,
  messages: (count) => counted(count, 'Nachricht', 'Nachrichten'),
  errors: (count) => counted(count, 'Fehler', 'Fehler'),
  resets: (left) => `bis 00:00 UTC, noch ${duration(left)}`,
  retries: (left) =>
    left === 0 ? 'nächster Versuch mit der nächsten Nachricht' : `nächster Versuch in ${duration(left)}`,
  toAll: 'Jedes Ereignis geht an jeden Dienst',
  noneAvailable: 'Kein Dienst kann senden',
  switches: 'Wechsel',
  switched: (from, to) => `${from} → ${to}`,
  ago: (age) => `vor ${duration(age)}`,
}

const clock = (timeZone: 'UTC' | undefined) =>
  new Intl.DateTimeFormat('de', { hour: '2-digit', minute: '2-digit', timeZone })
const clocks = { UTC: clock('UTC'), local: clock(undefined) }
const exact = (timeZone: 'UTC' | undefined) =>
  new Intl.DateTimeFormat('de', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone })
const exactClocks = { UTC: exact('UTC'), local: exact(undefined) }
const date = new Intl.DateTimeFormat('de', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const events = (count: number) => counted(count, 'Ereignis', 'Ereignisse')

export const eventMetrics: EventMetricsLabels = {
  ...report,
  title: 'Ereignisse',
  ranges: 'Zeitraum',
  range: { '5m': '5 Min.', '1h': '1 Std.', '24h': '24 Std.', '7d': '7 Tg.', '30d': '30 Tg.' },
  plot: 'Ereignisse im Verlauf',
  minute: (at, timeZone) => clocks[timeZone ?? 'local'].format(at),
  day: (at) => date.format(at),
  count: (count) => number.format(count),
  bar: (time, count) => `${time}: ${events(count)}`,
  total: (count, most) => `${events(count)}, höchstens ${number.format(most)} je Balken`,
  now: 'jetzt',
  time: 'Zeit',
  events: 'Ereignisse nach Namen',
  event: 'Ereignis',
  counts: 'Anzahl',
  users: 'Personen',
  trend: 'Verlauf',
  between: (least, most) => `zwischen ${number.format(least)} und ${number.format(most)}`,
  more: (count) => `und ${number.format(count)} weitere`,
  empty: 'Keine Ereignisse in diesem Zeitraum',
  emptyHint: 'Jedes Ereignis, das der Server sendet, wird hier gezählt.',
  daysHint: 'Tage brauchen einen Speicher mit Zählern, etwa libsqlStore oder postgresStore.',
}

export const latencyHistory: LatencyHistoryLabels = {
  loading: report.loading,
  title: 'Latenz',
  plot: 'Latenz im Verlauf',
  min: 'Kürzeste',
  median: 'Median',
  p95: '95 %',
  max: 'Längste',
  latency: (ms) => `${number.format(ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms))}\u00A0ms`,
  clock: (at, timeZone) => exactClocks[timeZone ?? 'local'].format(at),
  sample: (time, latency) => `${time} Uhr: ${latency}`,
  lostAt: (time) => `${time}: Verbindung verloren`,
  lost: 'Verbindung verloren',
  summary: (count, losses) =>
    losses === 0
      ? counted(count, 'Messung', 'Messungen')
      : `${counted(count, 'Messung', 'Messungen')}, Verbindung ${number.format(losses)}-mal verloren`,
  time: 'Zeit',
  roundTrip: 'Umlaufzeit',
  away: 'Die Verbindung ist verloren',
  empty: 'Noch nicht gemessen',
  emptyHint: 'Gemessen wird nach dem Verbinden und danach immer wieder.',
}
