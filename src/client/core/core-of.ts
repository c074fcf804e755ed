import type { ConnectionStore } from '../connection/connection-types.ts'
import type { KitCore } from './kit-core.ts'

/** The core of a kit, found by its connection, for functions that take a kit. */
export const coreOf = new WeakMap<ConnectionStore, KitCore>()
