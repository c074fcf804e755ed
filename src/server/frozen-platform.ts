/** Environment variables of platforms that freeze a process after its response. */
const frozenBy = ['VERCEL', 'AWS_LAMBDA_FUNCTION_NAME', 'NETLIFY', 'FUNCTION_TARGET']

/** The variable of a platform that freezes a process after its response; undefined on other platforms. */
export function frozenPlatform(): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  const environment = process?.env ?? {}
  return frozenBy.find((name) => environment[name] !== undefined)
}
