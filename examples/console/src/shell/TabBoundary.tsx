import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { Notice } from './Notice.tsx'

interface TabBoundaryProps {
  children: ReactNode
}

/** Keeps the frame of the page if the code of a tab cannot be loaded from the server. */
export class TabBoundary extends Component<TabBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <Notice title="The tab could not be loaded">
        <Button variant="default" onClick={() => location.reload()}>
          Reload the page
        </Button>
      </Notice>
    )
  }
}
