import { defineConfig } from 'vitest/config'

/** Of tests whose output is piped: started in a second, unlike the project's own. */
export default defineConfig({ test: { include: ['*.spec.ts'], reporters: ['verbose'] } })
