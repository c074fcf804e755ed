import { Kbd, Modal } from '@mantine/core'
import { memo } from 'react'
import type { LogViewerKey, LogViewerLabels } from '../log-viewer-labels.ts'
import { classes } from '../log-viewer-classes.ts'
import { shortcuts } from './log-keys.ts'

export interface KeyListProps {
  labels: LogViewerLabels
  isOpen: boolean
  onClose: () => void
}

/** The list of keyboard shortcuts. Memoized: new lines do not change it. */
export const KeyList = memo(function KeyList({ labels, isOpen, onClose }: KeyListProps) {
  const names = Object.keys(shortcuts) as LogViewerKey[]
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={labels.keys}
      size="xs"
      classNames={{ content: classes.keysDialog ?? '' }}
      closeButtonProps={{ 'aria-label': labels.close }}
    >
      <dl className={classes.keys}>
        {names.map((name) => (
          <div key={name} className={classes.keysItem}>
            <dt>{labels.key[name]}</dt>
            <dd>
              <Kbd>{shortcuts[name].shown}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
})
