import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { lazyParts } from '../lazy-parts.ts'
import { useLogTools } from '../LogViewer.context.ts'
import { classes } from '../log-viewer-classes.ts'

/** Shown instead of the content of a menu that could not be loaded; as a bar, instead of the actions of a selection. */
export function MenuFailed({ isBar = false }: { isBar?: boolean }): ReactNode {
  const { labels } = useLogTools()
  return (
    <div className={classes.menuFailed} data-bar={isBar || undefined} role="alert">
      <span title={isBar ? labels.notLoaded : undefined}>{labels.notLoaded}</span>
      <Button variant="default" size="compact-xs" h={24} data-autofocus onClick={lazyParts.load}>
        {labels.retry}
      </Button>
    </div>
  )
}
