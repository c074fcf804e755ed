// For React views: the Storybook panel and the Console. The rest of the room does not use React.
export { useRowWindow } from './react/useRowWindow.ts'
export { useSuggestion } from './react/useSuggestion.ts'
