// Writes the examples as modules and compiles them with TypeScript.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { collectExamples } from './collect.mjs'
import { exportFinder } from './export-finder.mjs'
import { importsFor } from './imports-for.mjs'
import { namesIn } from './names.mjs'

const folder = 'node_modules/.cache/examples'
/** Path relative to a written example. */
const pathOfGiven = '../../../tools/api-reference/examples/given.ts'

/** @returns `{ count, problems }`; problems as `{ file, line, problem }` at the position of the example */
export async function compileExamples(root, reference) {
  const modules = modulesOf(collectExamples(root, reference), exportFinder(reference))
  rmSync(join(root, folder), { recursive: true, force: true })
  mkdirSync(join(root, folder), { recursive: true })
  for (const { path, text } of modules) writeFileSync(join(root, folder, path), text)
  // An example that augments a module would affect all others, so it has a separate program.
  const alone = modules.filter(({ text }) => text.includes('declare module'))
  const together = modules.filter((module) => !alone.includes(module))
  const programs = [together, ...alone.map((module) => [module])]
  const outputs = await Promise.all(programs.map((program, index) => typeCheck(root, index, program)))
  return { count: modules.length, problems: outputs.flatMap((output) => problemsIn(output, modules)) }
}

function modulesOf(examples, exportOf) {
  const declaredOn = new Map()
  return examples.map((example, index) => {
    const { code, language, page } = example
    const earlier = (page && declaredOn.get(page)) ?? {}
    const head = importsFor(example, exportOf, pathOfGiven, earlier)
    const path = `example-${index}.${language}`
    const declared = namesIn(code, language)?.declared ?? []
    declaredOn.set(page, { ...earlier, ...Object.fromEntries(declared.map((name) => [name, `./${path}`])) })
    // Later examples of a page may use the declarations of earlier ones.
    const unexported = declared.filter((name) => !new RegExp(`export [^=({]*\\b${name}\\b`).test(code))
    const text = `${head}\n${code}\nexport { ${unexported.join(', ')} }\n`
    return { path, example, headLines: head.split('\n').length, text }
  })
}

async function typeCheck(root, index, modules) {
  const config = join(folder, `tsconfig.${index}.json`)
  const files = modules.map(({ path }) => `./${path}`)
  const settings = { extends: '../../../tools/api-reference/examples/tsconfig.json', files }
  writeFileSync(join(root, config), JSON.stringify(settings))
  const tsc = spawn(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', config, '--pretty', 'false'],
    {
      cwd: root,
    },
  )
  let output = ''
  tsc.stdout.on('data', (data) => (output += data))
  tsc.stderr.on('data', (data) => (output += data))
  const code = await new Promise((resolve) => tsc.on('close', resolve))
  if (code !== 0 && !output.includes('error TS'))
    throw new Error(`Expected tsc to end well but got: ${output}`)
  return output
}

/** The errors of tsc, at the position of the example. Errors of other files are also problems. */
function problemsIn(output, modules) {
  return output
    .split('\n')
    .filter((line) => line.includes('error TS'))
    .map((text) => {
      const [, path, row, problem] = /(example-\d+\.tsx?)\((\d+),\d+\): (.*)/.exec(text) ?? []
      const found = modules.find((module) => module.path === path)
      if (!found) return { file: folder, line: 1, problem: text }
      const { example, headLines } = found
      return { file: example.file, line: example.line + Number(row) - headLines - 1, problem }
    })
}
