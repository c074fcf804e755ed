import { findEngine } from '../../tools/browser/engines.mjs'
import type { Engine, Preferences } from './engine.ts'
import { launchFirefox } from './firefox.ts'
import { launchPlaywright } from './playwright-engine.ts'
import { launchWebKit } from './webkit.ts'

export type EngineName = 'firefox' | 'webkit'

const launchers = { firefox: launchFirefox, webkit: launchWebKit }

/** Starts an engine of this machine, or else Playwright's. */
export function launchEngine(name: EngineName, preferences?: Preferences): Promise<Engine> {
  const path = findEngine(name)
  return path ? launchers[name](path, preferences) : launchPlaywright(name, preferences)
}
