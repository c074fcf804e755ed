/** `npm run test:full`. */
export const isFull = process.env['TEST_SIZE'] === 'full'

/** What `npm test` has less of than `npm run test:full`. */
export const sizes = {
  /** How often a mock with the same seed must give the same transcript. */
  transcripts: isFull ? 1000 : 30,
  /** One in so many pages of the Storybook is opened and read in light and in dark, which takes a core some seconds. */
  everyPage: isFull ? 1 : 3,
  /** The Console is looked at in every scheme at every width; otherwise each scheme and each width once. */
  everyLook: isFull,
  /** Notifications that come in a storm, one every other millisecond. */
  storm: isFull ? 5000 : 1000,
  /** How many lines the console shows. */
  consoleLines: isFull ? 50_000 : 10_000,
  /** How many lines are piped through the command line. */
  pipedLines: isFull ? 50_000 : 10_000,
  /** How many lines are piped while the server is killed twice. */
  crashLines: isFull ? 60_000 : 20_000,
  /** Through a process whose heap has 24. */
  pipedMegabytes: isFull ? 60 : 30,
  /** Stories play in every scheme, each in a browser of its own; otherwise in the light alone. */
  playEveryScheme: process.env['SCHEMES'] === 'full',
  /** Waiting tests look at every moment, and go on at the first at which they can. */
  eager: process.env['EAGER'] === 'yes',
  /** The end at which `Math.random` draws; both where nothing is said. */
  chance: process.env['CHANCE'] as 'low' | 'high' | undefined,
}

declare module 'vitest' {
  interface ProvidedContext {
    transcripts: number
    everyPage: number
    everyLook: boolean
    storm: number
    consoleLines: number
    pipedLines: number
    crashLines: number
    pipedMegabytes: number
    playEveryScheme: boolean
    eager: boolean
    chance: 'low' | 'high' | undefined
  }
}
