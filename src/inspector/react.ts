// For views that React draws: the Storybook panel and the Console. The rest of the room is without React.
export { useRowWindow } from './react/useRowWindow.ts'
