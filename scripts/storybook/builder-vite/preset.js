// Storybook's test runner looks for a builder's preset beside it.
export * from '@storybook/builder-vite/preset'
