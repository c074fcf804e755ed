import { createNotificationsStore } from '@mantine/notifications'
import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { useToastFlow } from '../../../src/mantine/NotificationBridge/useToastFlow.ts'
import { NotificationFlow } from '../../../src/mantine/notifications/notification-flow.ts'
import { defaultBridgeLabels } from '../../../src/mantine/notifications/notification-labels.ts'

afterEach(() => void vi.restoreAllMocks())

it('draws its toasts anew once at mount, and when the tab is hidden or shown, not at a render', () => {
  const refresh = vi.spyOn(NotificationFlow.prototype, 'refresh')
  const store = createNotificationsStore()
  const options = () => ({
    store,
    limit: 5,
    burst: { count: 5, window: 3000 },
    labels: { ...defaultBridgeLabels },
    openInbox: undefined,
  })
  const { rerender } = renderHook(() => useToastFlow(options()))
  expect(refresh).toHaveBeenCalledTimes(1)
  rerender()
  expect(refresh).toHaveBeenCalledTimes(1)
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  expect(refresh).toHaveBeenCalledTimes(2)
})
