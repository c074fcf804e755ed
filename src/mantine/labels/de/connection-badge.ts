import type { ConnectionAdvice, ConnectionBadgeLabels } from '../../index.ts'
import { duration, number } from './count.ts'

const adviceByCode: Readonly<Record<number, ConnectionAdvice>> = {
  4000: {
    problem: 'Der Server nimmt nur sichere Verbindungen an.',
    remedy: 'Schalten Sie forceTLS ein.',
  },
  4001: {
    problem: 'Der Server kennt diesen App-Schlüssel nicht.',
    remedy: 'Prüfen Sie App-Schlüssel und Cluster.',
  },
  4003: {
    problem: 'Die App ist abgeschaltet.',
    remedy: 'Schalten Sie sie im Dashboard ein und verbinden Sie erneut.',
  },
  4004: {
    problem: 'Der Tarif der App hat keine freien Verbindungen mehr.',
    remedy: 'Schließen Sie andere Tabs oder erhöhen Sie die Grenze, und verbinden Sie erneut.',
  },
  4009: {
    problem: 'Der Server verlangt eine Anmeldung.',
    remedy: 'Melden Sie sich an und verbinden Sie erneut.',
  },
  4100: { problem: 'Der Server ist überlastet.', remedy: 'Es wird von selbst erneut versucht.' },
}

export const connectionBadge: ConnectionBadgeLabels = {
  initialized: 'Nicht verbunden',
  connecting: 'Verbindet',
  connected: 'Verbunden',
  reconnecting: 'Verbindet erneut',
  unavailable: 'Nicht erreichbar',
  offline: 'Offline',
  failed: 'Gescheitert',
  disconnected: 'Getrennt',
  refused: 'Abgelehnt',
  announcement: (word) => `Verbindung: ${word}`,
  latency: (latency) =>
    latency < 1000 ? `${Math.round(latency)} ms` : `${number.format(Math.round(latency / 100) / 10)} s`,
  noLatency: '–',
  notMeasured: 'Noch nicht gemessen',
  quality: (quality) => ({ good: 'Gut', fair: 'Mittel', poor: 'Schlecht' })[quality],
  retryIn: (seconds) => duration(seconds * 1000),
  since: (ms) => `seit ${duration(ms)}`,
  median: 'Median',
  p95: '95. Perzentil',
  jitter: 'Schwankung',
  lastMessage: 'Letzte Nachricht',
  ago: (ms) => (ms < 1000 ? 'gerade eben' : `vor ${duration(ms)}`),
  never: 'noch keine',
  socketId: 'Socket-Id',
  copy: 'Socket-Id kopieren',
  copied: 'Kopiert',
  messages: 'Gesendet / empfangen',
  messageCounts: (sent, received) => `${number.format(sent)} / ${number.format(received)}`,
  reconnections: 'Neue Verbindungen',
  sparkline: (least, most, count) =>
    `Latenz der letzten ${count} Messungen, zwischen ${Math.round(least)} und ${Math.round(most)} ms`,
  advice: (error) =>
    adviceByCode['closeCode' in error ? Number(error.closeCode) : 0] ?? {
      problem: error.message,
      remedy: 'Wenn es anhält: verbinden Sie erneut, oder laden Sie die Seite neu.',
    },
  reconnect: 'Jetzt verbinden',
  connect: 'Verbinden',
  disconnect: 'Trennen',
  bannerOffline: 'Sie sind offline.',
  bannerUnavailable: 'Live-Neuigkeiten sind unterbrochen.',
  bannerStale: (age) =>
    age === null
      ? 'Sie können weiterlesen; Neues folgt, sobald Sie verbunden sind.'
      : `Sie können weiterlesen; was Sie sehen, ist ${duration(age)} alt.`,
  bannerRetry: (seconds) => `Nächster Versuch in ${duration(seconds * 1000)}.`,
  bannerReturned: 'Sie sind zurück. Alles ist wieder live.',
}
