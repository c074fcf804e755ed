import { Alert, Text } from '@mantine/core'
import { usePusherChannel } from 'react-pusher-kit'

/** A channel that only Ana may join. */
export function Payroll() {
  const { status, error } = usePusherChannel('private-payroll')
  if (error) {
    return (
      <Alert color="red" title="No access to the payroll">
        {error.message}
      </Alert>
    )
  }
  return <Text>Payroll: {status}</Text>
}
