/** What a reader's browser asks pages for; what is left out stays as it is. */
export interface Preferences {
  colorScheme?: 'light' | 'dark'
  forcedColors?: 'active' | 'none'
  reducedMotion?: 'reduce' | 'no-preference'
}

/** A started browser with one page. */
export interface Engine {
  version: string
  /** Opens an address in the page and resolves when it has loaded. */
  open: (url: string) => Promise<void>
  /** Runs a function body in the page; awaits a returned promise. The result has to be JSON. */
  evaluate: <T>(body: string) => Promise<T>
  /** A click of the mouse, with the user activation that `evaluate` does not give. */
  click: (x: number, y: number) => Promise<void>
  /** Turns the wheel of the mouse there: down, or with a minus up. All in px. */
  wheel: (x: number, y: number, pixels: number) => Promise<void>
  /** Ctrl+V, pressed on the keyboard: a page may paste without a permission then. */
  paste: () => Promise<void>
  /** A PNG of what the window shows. */
  screenshot: () => Promise<Buffer>
  /** Makes the page see other preferences. @throws where the engine cannot change them while it runs */
  prefer: (preferences: Preferences) => Promise<void>
  /** Ends the processes of the browser and removes its folders. */
  close: () => Promise<void>
}

/** The size of the page in CSS pixels: Vitest's own page needs room for the frame of the tests. */
export const viewport = { width: 1280, height: 960 }

/** A click in the form that WebDriver and BiDi share. */
export const clickActions = (x: number, y: number) => [
  {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
]

/** A turn of the wheel in the same form. */
export const wheelActions = (x: number, y: number, pixels: number) => [
  {
    type: 'wheel',
    id: 'wheel',
    actions: [{ type: 'scroll', x: Math.round(x), y: Math.round(y), deltaX: 0, deltaY: pixels, duration: 0 }],
  },
]

/** Ctrl+V in the same form. */
export const pasteActions = [
  {
    type: 'key',
    id: 'keyboard',
    actions: [
      { type: 'keyDown', value: '\uE009' },
      { type: 'keyDown', value: 'v' },
      { type: 'keyUp', value: 'v' },
      { type: 'keyUp', value: '\uE009' },
    ],
  },
]

const mediaFeatures = {
  colorScheme: 'prefers-color-scheme',
  forcedColors: 'forced-colors',
  reducedMotion: 'prefers-reduced-motion',
} as const

/** The media queries that match in a page that sees these preferences. */
export const mediaQueries = (preferences: Preferences): string[] =>
  Object.entries(preferences).map(
    ([name, value]: [string, string]) => `(${mediaFeatures[name as keyof Preferences]}: ${value})`,
  )
