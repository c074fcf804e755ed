export { CliError } from './cli-error.ts'
export { startDevServer } from './start-dev-server.ts'
export type { DevServer, DevServerOptions } from './start-dev-server.ts'
