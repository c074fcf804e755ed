import type { LocaleLabels } from '../locale-labels.ts'
import { words } from '../../lib/words.ts'
import { connectionBadge } from './connection-badge.ts'
import { counted, duration, number } from './count.ts'
import { logViewer } from './log-viewer.ts'
import { broadcasterStatus, eventMetrics, latencyHistory, usageCard } from './reports.ts'

const kinds: Readonly<Record<string, string>> = {
  notification: 'התראה',
  'content.generated': 'תוכן נוצר',
  'progress.updated': 'התקדמות',
}

const notifications = (count: number): string => counted(count, 'התראה אחת', 'שתי התראות', 'התראות')

/** Who did it, and how many more did: the verb follows the count. */
function together(first: string, others: number, one: string, many: string): string {
  if (others === 0) return `${first} ${one}`
  return `${first} ועוד ${others === 1 ? 'אדם אחד' : others} ${many}`
}

/**
 * Every text of every component in Hebrew.
 *
 * @example
 * ```tsx
 * import { ConnectionBadge } from 'react-pusher-kit/mantine'
 * import { he } from 'react-pusher-kit/mantine/labels'
 *
 * export const Status = () => <ConnectionBadge labels={he.ConnectionBadge} />
 * ```
 */
export const he: LocaleLabels = {
  BroadcasterStatus: broadcasterStatus,
  ConnectionBadge: connectionBadge,
  LogViewer: logViewer,
  NotificationBridge: {
    close: 'סגירת ההתראה',
    more: (count) => `עוד ${notifications(count)}.`,
    earlier: (count) => `${notifications(count)} בזמן שלא היית.`,
    repeated: (text, count) => `${text} (${number.format(count)}×)`,
    showAll: 'הצגת הכול',
    connectionFailed: 'החיבור נדחה',
    advice: connectionBadge.advice,
    reconnect: 'התחברות מחדש',
    open: 'פתיחה',
    download: 'הורדה',
    contentReady: 'התוכן מוכן',
    kindReady: (kind) => `מוכן: ${kind}`,
    kind: (kind) => kinds[kind] ?? words(kind),
    agent: 'סוכן',
    session: (action) => `מפגש: ${action}`,
    assessmentCompleted: 'המבחן הושלם',
    score: (score, highest) => (highest === null ? `תוצאה: ${score}` : `${score} מתוך ${highest}`),
    usage: (kind, percent) =>
      kind === 'messages' ? `נוצלו ${percent}% מההודעות של היום` : `${percent}% מהחיבורים תפוסים`,
    usageOf: (used, limit, plan) =>
      `${number.format(used)} מתוך ${number.format(limit)}${plan === null ? '' : `, תוכנית ${plan}`}`,
    task: (id) => `משימה ${id}`,
    queued: 'ממתינה',
    running: 'פועלת',
    percent: (percent) => `${percent}%`,
    done: 'הושלמה',
    failed: 'נכשלה',
    cancelled: 'בוטלה',
    detail: (state, message) => `${state}: ${message}`,
    retry: 'ניסיון נוסף',
  },
  NotificationInbox: {
    title: 'התראות',
    bell: (unread) => (unread === 0 ? 'התראות' : `התראות, ${unread} שלא נקראו`),
    today: 'היום',
    earlier: 'קודם לכן',
    missed: 'בזמן שלא היית',
    all: 'הכול',
    unread: 'לא נקראו',
    filter: 'הצגה',
    kind: (kind) => kinds[kind] ?? words(kind),
    markAllRead: 'סימון הכול כנקרא',
    markRead: 'סימון כנקראה',
    markUnread: 'סימון כלא נקראה',
    remove: 'הסרה',
    removed: (count) => counted(count, 'ההתראה הוסרה', 'שתי התראות הוסרו', 'התראות הוסרו'),
    undo: 'ביטול',
    loading: 'ההתראות נטענות',
    error: 'לא ניתן היה לטעון התראות קודמות.',
    retry: 'ניסיון נוסף',
    empty: 'אין התראות חדשות',
    emptyHint: 'התראות חדשות יופיעו כאן.',
    emptyFilter: 'אין כאן דבר למסנן הזה.',
    repeated: (count) => `${count}×`,
    severity: { info: 'מידע', success: 'הצלחה', warning: 'אזהרה', error: 'שגיאה' },
    ago: (ms) => (ms < 60_000 ? 'עכשיו' : duration(ms)),
  },
  OnlineUsers: {
    count: (count) => counted(count, 'אחד מקוון', 'שניים מקוונים', 'מקוונים'),
    you: 'את/ה',
    onlyYou: 'רק את/ה',
    nobody: 'אין כאן איש',
    loading: 'נטען מי נמצא כאן',
    notConfigured: 'Pusher אינו מוגדר.',
    stale: 'מתחבר מחדש',
    outdated: 'לא מעודכן',
    denied: 'אין לך הרשאה לראות מי נמצא כאן.',
    error: 'לא ניתן היה לטעון מי נמצא כאן.',
    retry: 'ניסיון נוסף',
    more: (count) => counted(count, 'הצגת אחד נוסף', 'הצגת שניים נוספים', 'נוספים להצגה'),
    list: 'אנשים מקוונים',
    search: 'חיפוש אנשים',
    noMatch: (query) => `אף אחד כאן אינו תואם ל־”${query}”.`,
    idle: 'לא ליד המכשיר',
    since: (ms) => (ms < 60_000 ? 'ממש עכשיו' : duration(ms)),
    joined: (first, others) => together(first, others, 'הצטרף/ה', 'הצטרפו'),
    left: (first, others) => together(first, others, 'עזב/ה', 'עזבו'),
  },
  RunStatus: {
    runs: 'הרצות',
    steps: (thread) => `השלבים של ${thread}`,
    phase: {
      waiting: 'ממתינה',
      running: 'פועלת',
      succeeded: 'הצליחה',
      failed: 'נכשלה',
      cancelled: 'בוטלה',
      unknown: 'לא ידוע',
    },
    type: words,
    duration: (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : duration(ms)),
    earlierSteps: (count) => counted(count, 'שלב קודם אחד', 'שני שלבים קודמים', 'שלבים קודמים'),
    fewerSteps: 'הצגת פחות שלבים',
    openLog: 'פתיחת היומן',
    announcement: (thread, word) => `${thread}: ${word}`,
    filter: 'תהליכון',
    allThreads: 'כל התהליכונים',
    checkpoint: (id) => `נקודת ביקורת ${id}`,
    loading: 'ההרצות נטענות',
    empty: 'אין עדיין הרצות',
    emptyHint: 'האירוע הראשון של הרצה יציג אותה כאן.',
    error: 'לא ניתן היה לטעון את היסטוריית ההרצות.',
    retry: 'ניסיון נוסף',
    offline: 'מתחבר מחדש: אירועים חדשים חסרים.',
  },
  TypingIndicator: {
    one: (name) => `${name} מקליד/ה`,
    two: (first, second) => `${first} ו־${second} מקלידים`,
    several: (first, others) => `${first} ועוד ${others} מקלידים`,
  },
  EventMetrics: eventMetrics,
  LatencyHistory: latencyHistory,
  UsageCard: usageCard,
}
