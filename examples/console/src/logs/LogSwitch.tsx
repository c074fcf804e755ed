import { SegmentedControl } from '@mantine/core'

/** Switches between the channel `logs` and the dev server's log. */
export type LogName = 'logs' | 'dev-server'

const choices: { value: LogName; label: string }[] = [
  { value: 'logs', label: 'Logs' },
  { value: 'dev-server', label: 'Dev server' },
]

interface LogSwitchProps {
  value: LogName
  onChange: (value: LogName) => void
}

export function LogSwitch({ value, onChange }: LogSwitchProps) {
  return <SegmentedControl size="xs" aria-label="Log" data={choices} value={value} onChange={onChange} />
}
