import type {
  ConnectionBadgeCssVariables,
  ConnectionBadgeStylesNames,
  LogViewerCssVariables,
  LogViewerStylesNames,
  NotificationInboxStylesNames,
  OnlineUsersCssVariables,
  OnlineUsersStylesNames,
  RunStatusStylesNames,
  TypingIndicatorCssVariables,
  TypingIndicatorStylesNames,
} from 'react-pusher-kit/mantine'

/** What each name of a component's Styles API stands for; complete, or it does not compile. */
interface StylesOf<Name extends string, Variable extends string = never> {
  names: Readonly<Record<Name, string>>
  variables: Readonly<Record<Variable, string>>
}

const logViewer: StylesOf<LogViewerStylesNames, LogViewerCssVariables['root']> = {
  names: {
    root: 'The whole viewer',
    toolbar: 'Search, filters and switches',
    search: 'The field and its buttons',
    levels: 'The group of level chips',
    level: 'One level chip',
    threads: 'The button that opens the threads',
    banner: 'What is wrong right now',
    viewport: 'The region that scrolls',
    line: 'One line',
    number: 'Its number',
    time: 'Its time',
    badge: 'Its level',
    thread: 'Its thread',
    text: 'Its text',
    gap: 'The marker where lines are missing',
    placeholder: 'Loading, empty, filtered out',
    follow: 'The button that leads to the end',
    overview: 'The strip beside the scroll bar',
    selection: 'What can be done with chosen lines',
    footer: 'State, counts and rate',
  },
  variables: { '--log-viewer-height': 'Height of the viewer' },
}

const onlineUsers: StylesOf<OnlineUsersStylesNames, OnlineUsersCssVariables['root']> = {
  names: {
    root: 'The whole component',
    avatars: 'The row of avatars',
    avatar: 'One avatar',
    more: 'The "+N"',
    dropdown: 'The list that the avatars open',
    header: 'Count and search above the list',
    search: 'The search field',
    scroller: 'The part of the list that scrolls',
    row: 'One member',
    name: 'Their name',
    since: 'Since when they were seen',
    count: 'The number of the variant count',
    stale: 'The word that says that the set is old',
    loading: 'The first load',
    notice: 'Denied, failed',
  },
  variables: { '--online-users-size': 'Size of an avatar' },
}

const connectionBadge: StylesOf<ConnectionBadgeStylesNames, ConnectionBadgeCssVariables['root']> = {
  names: {
    root: 'The whole component',
    pill: 'Dot or badge',
    shape: 'The shape that stands for the state',
    label: 'The word',
    latency: 'Milliseconds and bars',
    card: 'The card with the details',
    cardHeader: 'Its first line',
    cardLatency: 'Its latency',
    sparkline: 'The last sixty round trips',
    facts: 'The list of facts',
    problem: 'What is wrong, and the remedy',
    actions: 'Its buttons',
    banner: 'The bar of the variant banner',
    bannerText: 'Its sentence',
  },
  variables: {
    '--connection-badge-height': 'Height of dot and badge',
    '--connection-badge-fz': 'Font size',
    '--connection-badge-radius': 'Radius of the badge',
  },
}

const notificationInbox: StylesOf<NotificationInboxStylesNames> = {
  names: {
    root: 'The whole component',
    bell: 'The button',
    badge: 'The number on it',
    panel: 'The panel that it opens',
    header: 'Title and actions',
    filters: 'The kinds to choose from',
    scroller: 'The part that scrolls',
    groupHead: 'The heading of a day',
    item: 'One notification',
    icon: 'Its severity',
    text: 'Its title and message',
    itemActions: 'Its buttons',
    loading: 'While storage answers',
    failed: 'Storage cannot be read',
    empty: 'All caught up',
    undo: 'The line that brings back what was removed',
  },
  variables: {},
}

const typingIndicator: StylesOf<TypingIndicatorStylesNames, TypingIndicatorCssVariables['root']> = {
  names: { root: 'The line', dots: 'The moving dots', text: 'The sentence' },
  variables: { '--typing-indicator-fz': 'Font size' },
}

const runStatus: StylesOf<RunStatusStylesNames> = {
  names: {
    root: 'The whole component',
    filter: 'The phases to choose from',
    runs: 'The list of runs',
    run: 'One run',
    runHeader: 'Its first line',
    shape: 'The shape that stands for its phase',
    thread: 'Its thread',
    status: 'Its status',
    duration: 'How long it took',
    logLink: 'The way to its log',
    more: 'The button that unfolds earlier steps',
    steps: 'Its steps',
    step: 'One step',
    stepText: 'What the step says',
    notice: 'Failed, offline',
    empty: 'No runs yet',
  },
  variables: {},
}

export const stylesApi = {
  ConnectionBadge: connectionBadge,
  LogViewer: logViewer,
  NotificationInbox: notificationInbox,
  OnlineUsers: onlineUsers,
  RunStatus: runStatus,
  TypingIndicator: typingIndicator,
}
