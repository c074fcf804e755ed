import {
  hideNotification,
  type NotificationsStore,
  showNotification,
  updateNotification,
  type NotificationData,
} from '@mantine/notifications'
import type { Toast, ToastPort } from '../notification-flow.ts'

/** Shows toasts in a Mantine notifications store, which may contain the app's own too. */
export function createToastPort(
  store: NotificationsStore,
  view: (toast: Toast) => NotificationData,
): ToastPort {
  return {
    show: (toast) => void showNotification(view(toast), store),
    update: (toast) => void updateNotification(view(toast), store),
    hide: (id) => void hideNotification(id, store),
    shown() {
      const { notifications, queue, defaultPosition } = store.getState()
      // Mantine's limit applies to each position separately.
      const here = [...notifications, ...queue].filter(
        ({ position = defaultPosition }) => position === defaultPosition,
      )
      return new Set(here.flatMap(({ id }) => id ?? []))
    },
    room: () => store.getState().limit,
  }
}
