import { ActionIcon, Menu } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { downloadLog } from './download-log.ts'
import { Icon } from './icons.tsx'
import type { LogTimestamps } from './log-time.ts'
import { filterOf, searchOf } from './log-viewer-query.ts'
import { useLogTools } from './LogViewer.context.ts'
import { classes } from './log-viewer-classes.ts'

const timestamps: readonly LogTimestamps[] = ['absolute', 'relative', 'off']
const formats = ['text', 'ndjson', 'csv'] as const

/** What is needed now and then: time stamps, density, download, clear. */
export const LogOptions = memo(function LogOptions(): ReactNode {
  const { labels, settings, changeSettings, log, query } = useLogTools()
  const filter = (query.onlyMatches ? searchOf(query) : filterOf(query)) ?? {}
  return (
    <Menu position="bottom-end" shadow="md" width={200}>
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
      <Menu.Dropdown>
        <Menu.Label>{labels.timestamps}</Menu.Label>
        {timestamps.map((each) => (
          <Choice
            key={each}
            isOn={settings.timestamps === each}
            label={labels.timestamp[each]}
            onClick={() => {
              changeSettings({ timestamps: each })
            }}
          />
        ))}
        <Choice
          isOn={settings.utc}
          label={labels.utc}
          onClick={() => {
            changeSettings({ utc: !settings.utc })
          }}
        />
        <Choice
          isOn={settings.numbers}
          label={labels.lineNumbers}
          onClick={() => {
            changeSettings({ numbers: !settings.numbers })
          }}
        />
        <Menu.Divider />
        <Menu.Label>{labels.density}</Menu.Label>
        {(['dense', 'comfortable'] as const).map((density) => (
          <Choice
            key={density}
            isOn={settings.density === density}
            label={labels[density]}
            onClick={() => {
              changeSettings({ density })
            }}
          />
        ))}
        <Menu.Divider />
        <Menu.Label>{labels.download}</Menu.Label>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => void downloadLog(log, { format, filter })}>
            {labels.downloadAs[format]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={log.clear}>{labels.clear}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
})

function Choice({ isOn, label, onClick }: { isOn: boolean; label: string; onClick: () => void }): ReactNode {
  return (
    <Menu.Item
      role="menuitemcheckbox"
      aria-checked={isOn}
      closeMenuOnClick={false}
      rightSection={isOn ? <Icon name="check" size={14} /> : null}
      onClick={onClick}
    >
      {label}
    </Menu.Item>
  )
}
