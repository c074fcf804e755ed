// Loaded before the command line (`node --import`): one operation of the disk fails, on one file, with one code.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [operation = '', file = '', code = ''] = (process.env.FAILING_DISK ?? '').split(':')
const original = fs[operation]
/** Names of open files, for operations that get a handle. */
const names = new Map()
const openSync = fs.openSync

fs.openSync = (path, ...rest) => {
  const handle = openSync(path, ...rest)
  names.set(handle, String(path))
  return handle
}
fs[operation] = (path, ...rest) => {
  const name = names.get(path) ?? String(path)
  if (!name.endsWith(file)) return original(path, ...rest)
  throw Object.assign(new Error(`${code}: ${operation} failed`), { code })
}
syncBuiltinESMExports()
