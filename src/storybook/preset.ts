/**
 * The addon's preset, which Storybook's server loads for `addons: ['react-pusher-kit/storybook']`.
 *
 * @module
 */

/**
 * CommonJS dependencies of the addon, which Vite must pre-bundle. Vite scans the stories for them, but not
 * `node_modules`.
 */
export const optimizeViteDeps = ['pusher-js', 'react', 'react/jsx-runtime', 'react-pusher-kit > tweetnacl']
