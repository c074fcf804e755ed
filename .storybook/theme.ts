import { createTheme } from '@mantine/core'

/**
 * Mantine's default blue fails the contrast that axe asks for (3.55:1); shade 8 and `autoContrast` mend it.
 * The components of the kit do not depend on this theme.
 */
export const theme = createTheme({
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  cursorType: 'pointer',
  defaultRadius: 'md',
  components: {
    // The stories on one page are frames of one origin: an inbox in localStorage would be shared by all of them.
    NotificationBridge: { defaultProps: { persist: false } },
  },
})
