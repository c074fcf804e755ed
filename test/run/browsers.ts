import { playwright } from '@vitest/browser-playwright'
import { browserArguments, findBrowser } from '../../tools/browser/browser.mjs'
import { findEngine } from '../../tools/browser/engines.mjs'
import type { Preferences } from '../engines/engine.ts'
import type { EngineName } from '../engines/installed.ts'
import { systemBrowser } from '../engines/system-browser.ts'
import { clickAt, paste, prefer, wheelAt } from '../stories/browser-commands.ts'
import { sizes } from './sizes.ts'

/** `npm run test:engines` names another engine than Chromium. */
export const engine = process.env.ENGINE as EngineName | undefined
const engineName: EngineName | 'chromium' = engine ?? 'chromium'
const isOfSystem = engine !== undefined && findEngine(engine) !== undefined
/** WebKitGTK sees the preferences that it was started with, and has no forced colours. */
const isFixed = isOfSystem && engine === 'webkit'
const executablePath = engine ? undefined : await findBrowser()
const launchOptions = engine ? {} : { args: browserArguments, ...(executablePath ? { executablePath } : {}) }

/** A headless Chromium refuses what a click permits in others. */
const permissions = engine ? {} : { permissions: ['clipboard-write'] }

/** The browser of a reader with these preferences: one of this machine, or Playwright's own. */
const preferring = (preferences: Preferences) =>
  isOfSystem
    ? systemBrowser(preferences)
    : playwright({ launchOptions, contextOptions: { ...permissions, ...preferences } })

/** `npm run test:schemes`. Otherwise the end of a story is looked at in these schemes. */
export const playEveryScheme = sizes.playEveryScheme || isFixed
const inDark = {
  browser: engineName,
  name: 'stories (dark)',
  provider: preferring({ colorScheme: 'dark' }),
}
const inForcedColors = {
  browser: engineName,
  name: 'stories (forced colours)',
  provider: preferring({ forcedColors: 'active' }),
}
const inOtherSchemes = isFixed ? [inDark] : [inDark, inForcedColors]

/** Of each project in a browser; its instances are its own. */
export const browser = {
  enabled: true,
  headless: true,
  provider: preferring({}),
  commands: { clickAt, paste, prefer, wheelAt },
  // One page for all files of a project.
  isolate: false,
  fileParallelism: false,
  screenshotFailures: false,
}

const reducedMotionTests = 'test/mantine/motion-reduced.browser.test.tsx'
/** After a real click, `:focus-visible` is no longer what a script's focus gives: for as long as the page lives. */
const realInputTests = 'test/mantine/browser-features.browser.test.tsx'
const withRealInput = { browser: engineName, name: 'browser (real input)', include: [realInputTests] }
export const browserInstances = isFixed
  ? [
      { browser: engineName, exclude: [reducedMotionTests, realInputTests] },
      withRealInput,
      // A preference that others change in the middle of a run has a browser of its own.
      {
        browser: engineName,
        name: 'browser (reduced motion)',
        provider: preferring({ reducedMotion: 'reduce' }),
        include: [reducedMotionTests],
      },
    ]
  : [{ browser: engineName, exclude: [realInputTests] }, withRealInput]

export const storyInstances = [
  { browser: engineName, name: 'stories (light)' },
  ...(playEveryScheme ? inOtherSchemes : []),
]
