import { ActionIcon, Menu } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { downloadLog } from './download-log.ts'
import { Icon } from '../icons.tsx'
import type { LogTimestamps } from '../line/log-time.ts'
import { shownOf } from '../state/log-viewer-query.ts'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'
import type { LogDensity } from '../state/view-settings.ts'

const timestamps: readonly LogTimestamps[] = ['absolute', 'relative', 'off']
const densities: readonly LogDensity[] = ['dense', 'comfortable']
const formats = ['text', 'ndjson', 'csv'] as const

/** The menu of options: time stamps, density, download, clear. */
export const LogOptions = memo(function LogOptions({ isCleared }: { isCleared: boolean }): ReactNode {
  const { labels, settings, changeSettings, log, query } = useLogTools()
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
    <Menu
      position="bottom-end"
      shadow="md"
      width={250}
      alignItemsLabels="all"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <ActionIcon
          className={classes.switch ?? ''}
          variant="subtle"
          color="gray"
          size={30}
          aria-label={labels.options}
        >
          <Icon name="options" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.options ?? ''} mah="calc(100dvh - 6rem)">
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
      </Menu.Dropdown>
    </Menu>
  )
})
