import { Kbd, Modal } from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { memo } from 'react'
import type { LogViewerKey } from '../log-viewer-labels.ts'
import { classes } from '../log-viewer-classes.ts'
import { usePartLabels } from '../usePartLabels.ts'
import { shortcuts } from './log-keys.ts'

export interface KeyListProps {
  isOpen: boolean
  onClose: () => void
}

/** The list of keyboard shortcuts. Memoized: new lines do not change it. */
export const KeyList = memo(function KeyList({ isOpen, onClose }: KeyListProps) {
  const labels = usePartLabels()
  // A dialog that is mounted open does not return the focus.
  const isMounted = useMounted()
  const names = Object.keys(shortcuts) as LogViewerKey[]
  return (
    <Modal
      opened={isOpen && isMounted}
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
