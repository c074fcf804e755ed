import { ActionIcon } from '@mantine/core'
import classes from './CreatorForm.module.css'
import type { OutgoingEvent } from './publish.ts'

interface BatchListProps {
  batch: readonly OutgoingEvent[]
  onRemove: (index: number) => void
}

/** The events of a batch. */
export function BatchList({ batch, onRemove }: BatchListProps) {
  return (
    <section className={classes.batch} aria-label="Batch">
      <h2 className={classes.title}>Batch</h2>
      <ol className={classes.list}>
        {batch.map(({ channel, event, payload }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- Events of a batch may be equal.
          <li key={index} className={classes.item}>
            <span className={classes.text}>
              <strong>{event}</strong> in {channel}
              <code className={classes.code}>{payload}</code>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove event ${index + 1} of the batch`}
              onClick={() => onRemove(index)}
            >
              ×
            </ActionIcon>
          </li>
        ))}
      </ol>
    </section>
  )
}
