// Types of the packages that run.mjs installs, so that `npm run types` passes without them.

declare module '@melloware/react-logviewer' {
  import type { Component } from 'react'

  export class LazyLog extends Component<{
    external?: boolean
    follow?: boolean
    selectableLines?: boolean
    height: number
    width: number
  }> {
    appendLines(lines: string[]): void
  }
}

declare module '@patternfly/react-log-viewer' {
  import type { ComponentType } from 'react'

  export const LogViewer: ComponentType<{
    data: string[]
    height: number
    hasLineNumbers: boolean
    scrollToRow: number
  }>
}

declare module '@xterm/xterm' {
  export class Terminal {
    constructor(options: {
      rows: number
      cols: number
      scrollback: number
      disableStdin: boolean
      convertEol: boolean
    })
    open(parent: HTMLElement): void
    write(text: string): void
  }
}

declare module 'pusher-js-mock' {
  interface MockChannel {
    bind(event: string, handler: (data: unknown) => void): void
    emit(event: string, data: unknown): void
  }

  export class PusherMock {
    constructor(key: string)
    subscribe(channel: string): MockChannel
    unsubscribe(channel: string): void
  }
}

declare module 'react-virtuoso' {
  import type { CSSProperties, ReactElement, ReactNode } from 'react'

  export function Virtuoso<Item>(props: {
    style: CSSProperties
    data: Item[]
    followOutput: boolean
    initialTopMostItemIndex: number
    itemContent: (index: number, item: Item) => ReactNode
  }): ReactElement
}
