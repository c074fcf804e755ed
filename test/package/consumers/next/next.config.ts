import type { NextConfig } from 'next'

/** As in the template of Next.js. */
const config: NextConfig = { cacheComponents: true }

export default config
