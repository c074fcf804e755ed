import { Kbd, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import type { LogViewerKey } from './log-viewer-labels.ts'
import { useLogViewer } from './LogViewer.context.ts'
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
  ['bookmark', 'b'],
  ['nextBookmark', 'm'],
  ['previousBookmark', 'M'],
  ['keys', '?'],
]

/** Every key of the viewer. */
export function KeyList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  const { labels } = useLogViewer().view
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={labels.keys}
      size="xs"
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
}
