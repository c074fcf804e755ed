import { Chip, Group } from '@mantine/core'
import type { InboxFilter } from './inbox-groups.ts'
import { useNotificationInboxContext } from './NotificationInbox.context.ts'

export interface InboxFiltersProps {
  filters: readonly InboxFilter[]
  value: InboxFilter
  onChange: (filter: InboxFilter) => void
}

/** One chip for each filter, one of them selected. */
export function InboxFilters({ filters, value, onChange }: InboxFiltersProps) {
  const { getStyles, labels } = useNotificationInboxContext()
  const wordOf = (filter: InboxFilter) =>
    filter === 'all' ? labels.all : filter === 'unread' ? labels.unread : labels.kind(filter)
  return (
    <Chip.Group value={value} onChange={(next) => onChange(String(next))}>
      <Group gap={6} {...getStyles('filters')} role="radiogroup" aria-label={labels.filter}>
        {filters.map((filter) => (
          <Chip key={filter} value={filter} size="xs" variant="outline" color="gray">
            {wordOf(filter)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}
