import { Tooltip } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { IconButton } from '../IconButton.tsx'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

/** Wrap and pause. */
export const LogSwitches = memo(function LogSwitches({ isPaused }: { isPaused: boolean }): ReactNode {
  const { labels, settings, changeSettings, log } = useLogTools()
  return (
    <>
      <Switch
        label={labels.wrap}
        icon="wrap"
        className={classes.wrapSwitch}
        isOn={settings.wrap}
        onClick={() => {
          changeSettings({ wrap: !settings.wrap })
        }}
      />
      <Switch
        label={isPaused ? labels.resume : labels.pause}
        icon={isPaused ? 'play' : 'pause'}
        isOn={isPaused}
        onClick={isPaused ? log.resume : log.pause}
      />
    </>
  )
})

interface SwitchProps {
  label: string
  icon: 'wrap' | 'pause' | 'play'
  isOn: boolean
  className?: string | undefined
  onClick: () => void
}

function Switch({ label, icon, isOn, className = '', onClick }: SwitchProps): ReactNode {
  return (
    <Tooltip className={classes.tooltip ?? ''} label={label} openDelay={400}>
      <IconButton
        className={className}
        size={30}
        icon={icon}
        label={label}
        aria-pressed={isOn}
        onClick={onClick}
      />
    </Tooltip>
  )
}
