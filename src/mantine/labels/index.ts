export { de } from './de/index.ts'
export { labelsAsDefaultProps } from './default-props.ts'
export { he } from './he/index.ts'
export type { LocaleLabels } from './locale-labels.ts'
