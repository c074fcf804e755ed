import heights from './story-heights.json'

/** Reserves the height of each story, on screens as wide as those that it was measured on. */
export const reservedHeights = `@media (min-width: 1000px) {\n${Object.entries(heights)
  .map(([id, height]) => `  #story--${id} { min-height: ${height}px }`)
  .join('\n')}\n}`
