import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { sourceAlias } from '../vite/source-alias.mjs'
import { MutantSequencer } from './sequencer.ts'

/** The tests of the room, from rooms.mjs. */
const { tests } = JSON.parse(process.env.MUTATION_ROOM ?? '{}') as { tests: string[] }

const setup = 'tools/mutation/setup.ts'
const others = 'test/**/*.{browser,ssr,fuzz,react19}.test.{ts,tsx}'

/**
 * The tests that run on mutants, without browsers and long fuzz tests. A DOM costs more than most of these tests, so only
 * tests that render have one. Other tests that need a DOM declare it in their first line.
 */
export default defineConfig({
  plugins: [react()],
  resolve: { alias: sourceAlias },
  test: {
    sequence: { sequencer: MutantSequencer },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: tests,
          exclude: [others, 'test/**/*.tsx'],
          setupFiles: [setup],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: tests,
          exclude: [others, 'test/**/*.ts'],
          setupFiles: ['test/setup-dom.ts', setup],
        },
      },
    ],
  },
})
