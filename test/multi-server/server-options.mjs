/**
 * The options that the servers of this folder share.
 *
 * @param settings - `upstream`, the port of the backend; `clockAhead`, ms by which the clock of the process is wrong
 */
export function commonOptions(kit, { upstream, clockAhead = 0, log }) {
  if (clockAhead !== 0) {
    const now = Date.now
    Date.now = () => now() + clockAhead
  }
  return { broadcaster: backendAt(kit, upstream), authenticate: () => ({ id: '42' }), rateLimit: false, log }
}

/** The same with the store of a `file`, or of a database at a `url`. */
export async function storedOptions(kit, settings) {
  const { url, file } = settings
  const store = file ? kit.libsqlStore({ file }) : await kit.postgresStore({ connectionString: url })
  return { ...commonOptions(kit, settings), store }
}

/** A backend on a port of this machine. */
export function backendAt(kit, port, options = {}) {
  return kit.selfHosted({
    appId: '1',
    key: 'key',
    secret: 'secret',
    host: '127.0.0.1',
    port,
    useTLS: false,
    ...options,
  })
}
