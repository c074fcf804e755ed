// Runs the tests of examples/fastapi with the first Python that has FastAPI and uvicorn. Prints a message if there is none.
import { spawnSync } from 'node:child_process'

/** The Python of Debian may not be the first on the path. */
const candidates = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python'].filter(Boolean)
const python = candidates.find(
  (name) => spawnSync(name, ['-c', 'import fastapi, uvicorn'], { stdio: 'ignore' }).status === 0,
)

if (python) {
  const tests = ['vitest', 'run', '--config', 'test/fastapi/vitest.config.ts', ...process.argv.slice(2)]
  const env = { ...process.env, PYTHON: python }
  const shell = process.platform === 'win32'
  process.exitCode = spawnSync('npx', tests, { stdio: 'inherit', env, shell }).status ?? 1
} else {
  console.log(
    'NOT RUN: the tests of the FastAPI example. Install FastAPI and uvicorn (Debian: apt-get install python3-fastapi ' +
      'python3-uvicorn; elsewhere: pip install -r examples/fastapi/requirements.txt) to run them.',
  )
}
