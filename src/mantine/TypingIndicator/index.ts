export { TypingIndicator } from './TypingIndicator.tsx'
export type {
  TypingIndicatorCssVariables,
  TypingIndicatorFactory,
  TypingIndicatorProps,
  TypingIndicatorStylesNames,
} from './TypingIndicator.tsx'
export type { TypingIndicatorLabels } from './typing-labels.ts'
