export { barsPath } from './paths.ts'
export { Plot, type PlotPart } from './Plot.tsx'
export { default as plotClasses } from './Plot.module.css'
export { plotHeight, ticksOf, topOf } from './scale.ts'
