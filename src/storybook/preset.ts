/**
 * The part of the addon that Storybook's own process loads; `addons: ['react-pusher-kit/storybook']` finds it.
 *
 * @module
 */

/**
 * What Vite has to bundle before the preview runs: CommonJS packages behind the addon. It looks for them in the
 * stories only, and never in files under `node_modules`.
 */
export const optimizeViteDeps = ['pusher-js', 'react', 'react/jsx-runtime', 'react-pusher-kit > tweetnacl']
