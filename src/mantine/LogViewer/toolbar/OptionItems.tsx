import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { downloadLog } from './download-log.ts'
import type { LogTimestamps } from '../line/log-time.ts'
import { shownOf } from '../state/log-viewer-query.ts'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import type { LogDensity } from '../state/view-settings.ts'
import { usePartLabels } from '../usePartLabels.ts'

const timestamps: readonly LogTimestamps[] = ['absolute', 'relative', 'off']
const densities: readonly LogDensity[] = ['dense', 'comfortable']
const formats = ['text', 'ndjson', 'csv'] as const

/** The items of the options: time stamps, density, download, clear. */
export function OptionItems({ isCleared }: { isCleared: boolean }): ReactNode {
  const { settings, changeSettings, log, query } = useLogTools()
  const labels = usePartLabels()
  const filter = shownOf(query) ?? {}
  const checkbox = (
    setting: 'utc' | 'wrap' | 'numbers' | 'collapse' | 'histogram',
    label: string,
  ): ReactNode => (
    <Menu.CheckboxItem
      checked={settings[setting]}
      onChange={(isChecked) => {
        changeSettings({ [setting]: isChecked })
      }}
    >
      {label}
    </Menu.CheckboxItem>
  )
  return (
    <>
      <Menu.Label className={classes.optionsLabel ?? ''}>{labels.timestamps}</Menu.Label>
      <Menu.RadioGroup
        value={settings.timestamps}
        onChange={(value) => {
          changeSettings({ timestamps: value as LogTimestamps })
        }}
      >
        {timestamps.map((each) => (
          <Menu.RadioItem key={each} value={each}>
            {labels.timestamp[each]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      {checkbox('utc', labels.utc)}
      <Menu.Divider />
      {checkbox('wrap', labels.wrap)}
      {checkbox('numbers', labels.lineNumbers)}
      {checkbox('collapse', labels.collapseRepeats)}
      {checkbox('histogram', labels.histogram)}
      <Menu.Divider />
      <Menu.Label className={classes.optionsLabel ?? ''}>{labels.density}</Menu.Label>
      <Menu.RadioGroup
        value={settings.density}
        onChange={(value) => {
          changeSettings({ density: value as LogDensity })
        }}
      >
        <div className={classes.optionsRow}>
          {densities.map((density) => (
            <Menu.RadioItem key={density} value={density}>
              {labels[density]}
            </Menu.RadioItem>
          ))}
        </div>
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Label className={classes.optionsLabel ?? ''}>{labels.download}</Menu.Label>
      <div className={classes.optionsRow}>
        {formats.map((format) => (
          <Menu.Item
            key={format}
            onClick={() => {
              // Rejects for an invalid expression, which the banner shows.
              downloadLog(log, { format, filter }).catch(() => {})
            }}
          >
            {labels.downloadAs[format]}
          </Menu.Item>
        ))}
      </div>
      <Menu.Divider />
      <Menu.Item onClick={log.clear}>{labels.clear}</Menu.Item>
      {isCleared && <Menu.Item onClick={log.undoClear}>{labels.undoClear}</Menu.Item>}
    </>
  )
}
