import { lazy, Suspense, type ReactNode } from 'react'
import { ConsoleFooter } from '../footer/ConsoleFooter.tsx'
import { ConsoleHeader } from './ConsoleHeader.tsx'
import { type Page, type TabName, tabs } from './page-of.ts'
import classes from './Shell.module.css'
import { TabBoundary } from './TabBoundary.tsx'
import { TabNav } from './TabNav.tsx'

/** Each tab is loaded when it is opened. */
const pages: Readonly<Record<TabName, ReturnType<typeof lazy>>> = {
  overview: lazy(() => import('../overview/OverviewTab.tsx')),
  events: lazy(() => import('../events/EventsTab.tsx')),
  create: lazy(() => import('../creator/CreatorTab.tsx')),
  channels: lazy(() => import('../channels/ChannelsTab.tsx')),
  connections: lazy(() => import('../connections/ConnectionsTab.tsx')),
  logs: lazy(() => import('../logs/LogsTab.tsx')),
  runs: lazy(() => import('../runs/RunsTab.tsx')),
  webhooks: lazy(() => import('../webhooks/WebhooksTab.tsx')),
  usage: lazy(() => import('../usage/UsageTab.tsx')),
}
const RunPage = lazy(() => import('../runs/RunPage.tsx'))

interface ShellProps {
  page: Page
  address: string
  appKey: string
  backend: string
  userMenu: ReactNode
}

/** The frame of every page: the header, the tabs, the page of the URL, and the footer. */
export function Shell({ page, ...header }: ShellProps) {
  const Tab = page.name === 'run' ? null : pages[page.name]
  const title = page.name === 'run' ? page.thread : tabs[page.name]
  return (
    <div className={classes.page}>
      <title>{`${title} · react-pusher-kit console`}</title>
      <div>
        <ConsoleHeader {...header} />
        <TabNav page={page} />
      </div>
      <div className={classes.tab}>
        <TabBoundary key={page.name}>
          <Suspense fallback={<main />}>
            {Tab ? <Tab /> : page.name === 'run' && <RunPage thread={page.thread} />}
          </Suspense>
        </TabBoundary>
      </div>
      <ConsoleFooter />
    </div>
  )
}
