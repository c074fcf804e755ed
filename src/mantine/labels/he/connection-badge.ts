import type { ConnectionAdvice, ConnectionBadgeLabels } from '../../index.ts'
import { duration, number } from './count.ts'

const adviceByCode: Readonly<Record<number, ConnectionAdvice>> = {
  4000: { problem: 'השרת מקבל חיבורים מאובטחים בלבד.', remedy: 'יש להפעיל את forceTLS.' },
  4001: { problem: 'השרת אינו מכיר את מפתח היישום הזה.', remedy: 'יש לבדוק את מפתח היישום ואת האשכול.' },
  4003: { problem: 'היישום מושבת.', remedy: 'יש להפעיל אותו בלוח הבקרה ולהתחבר מחדש.' },
  4004: {
    problem: 'לא נותרו ליישום חיבורים פנויים בתוכנית.',
    remedy: 'יש לסגור לשוניות אחרות או להגדיל את המכסה, ולהתחבר מחדש.',
  },
  4009: { problem: 'השרת דורש כניסה לחשבון.', remedy: 'יש להיכנס לחשבון ולהתחבר מחדש.' },
  4100: { problem: 'השרת עמוס מדי.', remedy: 'ייעשה ניסיון נוסף מעצמו.' },
}

export const connectionBadge: ConnectionBadgeLabels = {
  initialized: 'לא מחובר',
  connecting: 'מתחבר',
  connected: 'מחובר',
  reconnecting: 'מתחבר מחדש',
  unavailable: 'לא זמין',
  offline: 'לא מקוון',
  failed: 'נכשל',
  disconnected: 'מנותק',
  refused: 'נדחה',
  announcement: (word) => `חיבור: ${word}`,
  latency: (latency) =>
    latency < 1000 ? `${Math.round(latency)} ms` : `${number.format(Math.round(latency / 100) / 10)} s`,
  noLatency: '–',
  notMeasured: 'טרם נמדד',
  quality: (quality) => ({ good: 'טובה', fair: 'סבירה', poor: 'חלשה' })[quality],
  retryIn: (seconds) => duration(seconds * 1000),
  since: (ms) => `במשך ${duration(ms)}`,
  median: 'חציון',
  p95: 'אחוזון 95',
  jitter: 'תנודה',
  lastMessage: 'ההודעה האחרונה',
  ago: (ms) => (ms < 1000 ? 'ברגע זה' : `לפני ${duration(ms)}`),
  never: 'אין עדיין',
  socketId: 'מזהה שקע',
  copy: 'העתקת מזהה השקע',
  copied: 'הועתק',
  messages: 'נשלחו / התקבלו',
  messageCounts: (sent, received) => `${number.format(sent)} / ${number.format(received)}`,
  reconnections: 'חיבורים מחדש',
  sparkline: (least, most, count) =>
    `השהיה ב־${count} הדגימות האחרונות, בין ${Math.round(least)} ל־${Math.round(most)} אלפיות שנייה`,
  advice: (error) =>
    adviceByCode['closeCode' in error ? Number(error.closeCode) : 0] ?? {
      problem: error.message,
      remedy: 'אם זה נמשך, יש להתחבר מחדש או לטעון את הדף מחדש.',
    },
  reconnect: 'התחברות מחדש עכשיו',
  connect: 'התחברות',
  disconnect: 'התנתקות',
  bannerOffline: 'אין חיבור לרשת.',
  bannerUnavailable: 'העדכונים החיים נקטעו.',
  bannerStale: (age) =>
    age === null
      ? 'אפשר להמשיך לקרוא; העדכונים יגיעו כשהחיבור יחזור.'
      : `אפשר להמשיך לקרוא; מה שמוצג הוא מלפני ${duration(age)}.`,
  bannerRetry: (seconds) => `ניסיון נוסף בעוד ${duration(seconds * 1000)}.`,
  bannerReturned: 'החיבור חזר. הכול שוב חי.',
}
