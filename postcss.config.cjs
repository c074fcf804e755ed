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

module.exports = {
  plugins: [
    require('postcss-preset-mantine'),
    require('postcss-simple-vars')({
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
