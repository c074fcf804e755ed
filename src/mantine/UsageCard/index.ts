export { UsageCard } from './UsageCard.tsx'
export type { UsageCardFactory, UsageCardProps, UsageCardStylesNames } from './UsageCard.props.ts'
export type { UsageCardLabels, UsagePart } from './usage-labels.ts'
