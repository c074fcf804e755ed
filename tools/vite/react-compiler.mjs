import { transformAsync } from '@babel/core'
import reactCompiler from 'babel-plugin-react-compiler'

/** Where React code of users' kind stands: hooks, what tests and stories render, and every documented example. */
const compiled = /\/(?:src\/(?:react|query)|test|stories|examples)\/.*\.tsx?$/

/**
 * Code as an app's build hands it to React after the React Compiler. Types and JSX are left for what comes next.
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
 * The React Compiler as a plugin of Vite. (`@rolldown/plugin-babel`, which `@vitejs/plugin-react` names for it, needs a
 * newer Node than the kit.)
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
