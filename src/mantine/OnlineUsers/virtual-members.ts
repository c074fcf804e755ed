import { createLazyModule } from '../lib/lazy-module.ts'

/** Height of a row, px, before it is measured. */
export const rowHeight = 44

/** Mounts only the rows on the screen. */
export const virtualMembers = /* @__PURE__ */ createLazyModule(() => import('./VirtualMembers.tsx'))
