import { createLazyModule } from '../lib/lazy-module.ts'

/** The parts that are loaded on demand: one chunk, because two would be larger, and a page needs most of them. */
export const lazyParts = /* @__PURE__ */ createLazyModule(() => import('./parts.ts'))
