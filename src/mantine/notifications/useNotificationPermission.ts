'use client'
import { useState } from 'react'

/**
 * The browser's permission to show notifications outside the page, and a function that requests it. Browsers allow the
 * request only in a click handler.
 *
 * @returns the permission, `unsupported` in browsers without notifications, and `request`
 * @example
 * ```tsx
 * export function NotifyMe() {
 *   const { permission, request } = useNotificationPermission()
 *   return permission === 'default' && <button onClick={request}>Notify me in the background</button>
 * }
 * ```
 */
export function useNotificationPermission(): {
  permission: NotificationPermission | 'unsupported'
  request: () => Promise<NotificationPermission | 'unsupported'>
} {
  const supported = typeof Notification !== 'undefined'
  const [asked, setAsked] = useState<NotificationPermission>()
  return {
    permission: supported ? (asked ?? Notification.permission) : 'unsupported',
    request: async () => {
      if (!supported) return 'unsupported'
      const permission = await Notification.requestPermission()
      setAsked(permission)
      return permission
    },
  }
}

/** Shows a notification outside the page if the tab is hidden and the user has allowed it. */
export function notifyInBackground(tag: string, title: string, body: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  if (document.visibilityState === 'visible') return
  try {
    const shown = new Notification(title, { body, tag })
    shown.addEventListener('click', () => window.focus())
  } catch {
    // Some mobile browsers throw from the constructor. The notification is still in the inbox.
  }
}
