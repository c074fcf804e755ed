import { Kbd, Modal } from '@mantine/core'
import { memo } from 'react'
import type { LogViewerKey, LogViewerLabels } from './log-viewer-labels.ts'
import { classes } from './log-viewer-classes.ts'

const keys: readonly (readonly [LogViewerKey, string])[] = [
  ['search', '/'],
  ['next', 'n'],
  ['previous', 'N'],
  ['first', 'g'],
  ['last', 'G'],
  ['follow', 'f'],
  ['pause', 'Space'],
  ['wrap', 'w'],
  ['choose', 'Shift ↑ ↓'],
  ['bookmark', 'b'],
  ['nextBookmark', 'm'],
  ['previousBookmark', 'M'],
  ['keys', '?'],
]

export interface KeyListProps {
  labels: LogViewerLabels
  isOpen: boolean
  onClose: () => void
}

/** Every key of the viewer. Lines that come in do not concern it. */
export const KeyList = memo(function KeyList({ labels, isOpen, onClose }: KeyListProps) {
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
        {keys.map(([name, key]) => (
          <div key={name} className={classes.keysItem}>
            <dt>{labels.key[name]}</dt>
            <dd>
              <Kbd>{key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
})
