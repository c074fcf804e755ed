import { inject } from 'vitest'

/** Set once for all files of a worker. */
declare global {
  var realRandom: typeof Math.random | undefined
}

/** Numbers that still differ from each other, since some become names. */
const width = 1e-6

/** `npm run test:hunt -- --low` and `--high`: all that is drawn lies at one end, as once in a thousand runs it does by itself. */
const random = (globalThis.realRandom ??= Math.random.bind(Math))
if (inject('chance') === 'low') Math.random = () => random() * width
if (inject('chance') === 'high') Math.random = () => 1 - (random() + Number.EPSILON) * width
