// Vite's builder without the adapter for change detection: though that feature is off, Storybook would read every
// module of the project through it while the first story waits.
export { bail, build, corePresets, start } from '@storybook/builder-vite'
