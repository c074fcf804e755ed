import type { BroadcasterStatusLabels, ReportLabels, UsageCardLabels } from '../../index.ts'
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
