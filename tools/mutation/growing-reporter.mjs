// Prints survivors and timeouts immediately, because a room takes a long time.
import { relative } from 'node:path'

const shown = new Set(['Survived', 'NoCoverage', 'Timeout', 'RuntimeError'])

class GrowingReporter {
  onMutantTested({ status, fileName, location, replacement }) {
    if (!shown.has(status)) return
    console.log(`${status} ${relative('.', fileName)}:${location.start.line}: ${replacement}`)
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'growing', injectableClass: GrowingReporter }]
