import { fileURLToPath } from 'node:url'

const source = (file: string): string => fileURLToPath(new URL(`../src/storybook/${file}`, import.meta.url))

// `addons: ['react-pusher-kit/storybook']`, from the source.
export const managerEntries = [source('manager.tsx')]
export const previewAnnotations = [source('preview.ts')]
