import type { LocaleLabels } from '../locale-labels.ts'
import { words } from '../../lib/words.ts'
import { connectionBadge } from './connection-badge.ts'
import { counted, duration, number } from './count.ts'
import { logViewer } from './log-viewer.ts'
import { broadcasterStatus, eventMetrics, latencyHistory, usageCard } from './reports.ts'

const kinds: Readonly<Record<string, string>> = {
  notification: 'Mitteilung',
  'content.generated': 'Inhalt erzeugt',
  'progress.updated': 'Fortschritt',
  'user.notification': 'Mitteilung',
  'agent.status': 'Assistent',
  'assessment.completed': 'Prüfung',
  'usage.alert': 'Verbrauch',
}

/** Who did it, and how many more did: the verb follows the count. */
function together(first: string, others: number, did: string): string {
  if (others === 0) return `${first} ist ${did}`
  return `${first} und ${others === 1 ? 'eine weitere Person' : `${others} weitere`} sind ${did}`
}

/**
 * Every text of every component in German.
 *
 * @example
 * ```tsx
 * import { ConnectionBadge } from 'react-pusher-kit/mantine'
 * import { de } from 'react-pusher-kit/mantine/labels'
 *
 * export const Status = () => <ConnectionBadge labels={de.ConnectionBadge} />
 * ```
 */
export const de: LocaleLabels = {
  BroadcasterStatus: broadcasterStatus,
  ConnectionBadge: connectionBadge,
  LogViewer: logViewer,
  NotificationBridge: {
    close: 'Mitteilung schließen',
    more: (count) => `${counted(count, 'weitere Mitteilung', 'weitere Mitteilungen')}.`,
    earlier: (count) => `${counted(count, 'Mitteilung', 'Mitteilungen')}, während Sie weg waren.`,
    repeated: (text, count) => `${text} (${number.format(count)}×)`,
    showAll: 'Alle zeigen',
    connectionFailed: 'Verbindung abgelehnt',
    advice: connectionBadge.advice,
    reconnect: 'Erneut verbinden',
    open: 'Öffnen',
    download: 'Herunterladen',
    contentReady: 'Der Inhalt ist fertig',
    kindReady: (kind) => `Fertig: ${kind}`,
    kind: (kind) => kinds[kind] ?? words(kind),
    agent: 'Assistent',
    session: (action) => `Sitzung: ${action}`,
    assessmentCompleted: 'Prüfung abgeschlossen',
    score: (score, highest) => (highest === null ? `Ergebnis: ${score}` : `${score} von ${highest}`),
    usage: (kind, percent) =>
      kind === 'messages'
        ? `${percent} % der Nachrichten von heute sind verbraucht`
        : `${percent} % der Verbindungen sind belegt`,
    usageOf: (used, limit, plan) =>
      `${number.format(used)} von ${number.format(limit)}${plan === null ? '' : `, Tarif ${plan}`}`,
    task: (id) => `Aufgabe ${id}`,
    queued: 'Wartet',
    running: 'Läuft',
    percent: (percent) => `${percent} %`,
    done: 'Fertig',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    detail: (state, message) => `${state}: ${message}`,
    retry: 'Erneut versuchen',
  },
  NotificationInbox: {
    title: 'Mitteilungen',
    bell: (unread) => (unread === 0 ? 'Mitteilungen' : `Mitteilungen, ${unread} ungelesen`),
    today: 'Heute',
    earlier: 'Früher',
    missed: 'Während Sie weg waren',
    all: 'Alle',
    unread: 'Ungelesen',
    filter: 'Zeigen',
    kind: (kind) => kinds[kind] ?? words(kind),
    markAllRead: 'Alle als gelesen markieren',
    markRead: 'Als gelesen markieren',
    markUnread: 'Als ungelesen markieren',
    remove: 'Entfernen',
    removed: (count) => (count === 1 ? 'Mitteilung entfernt' : `${count} Mitteilungen entfernt`),
    undo: 'Rückgängig',
    loading: 'Mitteilungen werden geladen',
    error: 'Frühere Mitteilungen konnten nicht geladen werden.',
    retry: 'Erneut versuchen',
    empty: 'Sie haben alles gesehen',
    emptyHint: 'Neue Mitteilungen erscheinen hier.',
    emptyFilter: 'Nichts für diesen Filter.',
    repeated: (count) => `${count}×`,
    severity: { info: 'Hinweis', success: 'Erfolg', warning: 'Warnung', error: 'Fehler' },
    ago: (ms) => (ms < 60_000 ? 'jetzt' : duration(ms)),
  },
  OnlineUsers: {
    count: (count) => `${count} online`,
    you: 'Sie',
    onlyYou: 'Nur Sie',
    nobody: 'Niemand ist da',
    loading: 'Wer da ist, wird geladen',
    notConfigured: 'Pusher ist nicht eingerichtet.',
    stale: 'Verbindet erneut',
    outdated: 'Nicht auf dem neuesten Stand',
    denied: 'Sie dürfen nicht sehen, wer da ist.',
    error: 'Wer da ist, konnte nicht geladen werden.',
    retry: 'Erneut versuchen',
    more: (count) => `${count} weitere zeigen`,
    list: 'Personen online',
    search: 'Personen suchen',
    noMatch: (query) => `Niemand hier passt zu „${query}“.`,
    idle: 'Abwesend',
    since: (ms) => (ms < 60_000 ? 'gerade eben' : duration(ms)),
    joined: (first, others) => together(first, others, 'gekommen'),
    left: (first, others) => together(first, others, 'gegangen'),
  },
  RunStatus: {
    runs: 'Läufe',
    steps: (thread) => `Schritte von ${thread}`,
    phase: {
      waiting: 'Wartet',
      running: 'Läuft',
      succeeded: 'Erfolgreich',
      failed: 'Fehlgeschlagen',
      cancelled: 'Abgebrochen',
      unknown: 'Unbekannt',
    },
    type: words,
    duration: (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : duration(ms)),
    earlierSteps: (count) => counted(count, 'früherer Schritt', 'frühere Schritte'),
    fewerSteps: 'Weniger Schritte zeigen',
    openLog: 'Protokoll öffnen',
    announcement: (thread, word) => `${thread}: ${word}`,
    filter: 'Thread',
    allThreads: 'Alle Threads',
    checkpoint: (id) => `Sicherungspunkt ${id}`,
    loading: 'Läufe werden geladen',
    empty: 'Noch keine Läufe',
    emptyHint: 'Mit seinem ersten Ereignis erscheint ein Lauf hier.',
    error: 'Der Verlauf der Läufe konnte nicht geladen werden.',
    retry: 'Erneut versuchen',
    offline: 'Verbindet erneut: neuere Ereignisse fehlen.',
  },
  TypingIndicator: {
    one: (name) => `${name} schreibt`,
    two: (first, second) => `${first} und ${second} schreiben`,
    several: (first, others) => `${first} und ${others} weitere schreiben`,
  },
  EventMetrics: eventMetrics,
  LatencyHistory: latencyHistory,
  UsageCard: usageCard,
}
