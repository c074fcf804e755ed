import { NativeSelect, TextInput } from '@mantine/core'
import { feedKinds, type FeedFilter } from '../../../../src/inspector/index.ts'
import classes from './EventFilters.module.css'

interface EventFiltersProps {
  filter: FeedFilter
  channels: readonly string[]
  events: readonly string[]
  onChange: (change: Partial<FeedFilter>) => void
}

export function EventFilters({ filter, channels, events, onChange }: EventFiltersProps) {
  return (
    <search className={classes.filters}>
      <TextInput
        size="xs"
        type="search"
        aria-label="Search the events"
        placeholder="Search"
        value={filter.text}
        onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
      />
      <Choice
        label="Filter by kind"
        every="Every kind"
        value={filter.kind}
        options={Object.entries(feedKinds)}
        onChange={(kind) => onChange({ kind: kind as FeedFilter['kind'] })}
      />
      <Choice
        label="Filter by channel"
        every="Every channel"
        value={filter.channel}
        options={channels.map((channel) => [channel, channel])}
        onChange={(channel) => onChange({ channel })}
      />
      <Choice
        label="Filter by event"
        every="Every event"
        value={filter.event}
        options={events.map((event) => [event, event])}
        onChange={(event) => onChange({ event })}
      />
    </search>
  )
}

interface ChoiceProps {
  label: string
  /** The label of the empty value. */
  every: string
  value: string
  options: readonly (readonly string[])[]
  onChange: (value: string) => void
}

function Choice({ label, every, value, options, onChange }: ChoiceProps) {
  // The selected value stays available after its last record is removed.
  const isMissing = value !== '' && !options.some(([name]) => name === value)
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      <option value="">{every}</option>
      {isMissing && <option value={value}>{value}</option>}
      {options.map(([name = '', title]) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </NativeSelect>
  )
}
