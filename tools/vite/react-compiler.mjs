import { transformAsync } from '@babel/core'
import reactCompiler from 'babel-plugin-react-compiler'

/** The folders with React code like that of users: hooks, tests, stories and documented examples. */
const compiled = /\/(?:src\/(?:react|query)|test|stories|examples)\/.*\.tsx?$/

/**
 * Compiles code with the React Compiler, as the build of an app does. Keeps types and JSX for the next step.
 *
 * @param {string} code
 * @param {string} filename
 */
export async function compileReact(code, filename) {
  const result = await transformAsync(code, {
    filename,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: { plugins: ['typescript', ...(filename.endsWith('x') ? ['jsx'] : [])] },
    plugins: [[reactCompiler, { panicThreshold: 'none' }]],
  })
  return { code: result?.code ?? code, map: result?.map ?? null }
}

/**
 * The React Compiler as a Vite plugin. (`@rolldown/plugin-babel`, which `@vitejs/plugin-react` recommends for it, requires
 * a newer Node than the kit.)
 *
 * @returns {import('vite').Plugin}
 */
export function reactCompilerPlugin() {
  return {
    name: 'react-compiler',
    enforce: 'pre',
    async transform(code, id) {
      const [file] = id.split('?')
      return file && compiled.test(file) && !file.includes('/node_modules/')
        ? compileReact(code, file)
        : undefined
    },
  }
}
