// The PostCSS plugins for all builds of the components' styles: library, console, Storybook and tests.
import presetMantine from 'postcss-preset-mantine'
import simpleVars from 'postcss-simple-vars'

const scheme = "[data-mantine-color-scheme='dark']"

/**
 * Gives the dark half of `light-dark()` the same specificity as the light half, as in Mantine's styles. A rule for the
 * scheme only keeps its specificity, because it competes with `:root`.
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
