// The PostCSS plugins of every build of the components' styles: the library, the console, the Storybook and the tests.
import presetMantine from 'postcss-preset-mantine'
import simpleVars from 'postcss-simple-vars'

const scheme = "[data-mantine-color-scheme='dark']"

/**
 * The dark half of `light-dark()` weighs no more than the light one, as in Mantine's own styles. A rule for the
 * scheme alone keeps its weight: it stands against `:root`.
 */
const weightlessScheme = {
  postcssPlugin: 'weightless-scheme',
  OnceExit(root) {
    root.walkRules((rule) => {
      rule.selectors = rule.selectors.map((selector) =>
        selector.startsWith(`${scheme} `) ? `:where(${scheme})${selector.slice(scheme.length)}` : selector,
      )
    })
  },
}

/** For `css.postcss` of a Vite configuration. */
export const postcss = {
  plugins: [
    presetMantine(),
    simpleVars({
      variables: {
        'mantine-breakpoint-xs': '36em',
        'mantine-breakpoint-sm': '48em',
        'mantine-breakpoint-md': '62em',
        'mantine-breakpoint-lg': '75em',
        'mantine-breakpoint-xl': '88em',
      },
    }),
    weightlessScheme,
  ],
}
