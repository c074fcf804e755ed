import { Button, Text } from '@mantine/core'
import { useNotificationPermission } from 'react-pusher-kit/mantine'

// #region use
export function BackgroundNotifications() {
  const { permission, request } = useNotificationPermission()
  if (permission === 'default') {
    return <Button onClick={() => void request()}>Notify me while I am in another tab</Button>
  }
  return (
    <Text>
      {permission === 'granted'
        ? 'You are notified while this tab is hidden.'
        : 'This browser does not show notifications of this site.'}
    </Text>
  )
}
// #endregion
