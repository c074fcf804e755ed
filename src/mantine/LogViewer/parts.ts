// What is loaded on demand: histogram, overview strip, menus, actions of a selection, list of keys; a chunk of its own.
export { KeyList } from './keyboard/KeyList.tsx'
export { SelectionBar } from './selection/SelectionBar.tsx'
export { HistogramChart } from './timeline/HistogramChart.tsx'
export { BookmarkItems } from './toolbar/BookmarkItems.tsx'
export { OptionItems } from './toolbar/OptionItems.tsx'
export { ThreadItems } from './toolbar/ThreadItems.tsx'
export { TimeItems } from './toolbar/TimeItems.tsx'
export { OverviewCanvas } from './viewport/OverviewCanvas.tsx'
