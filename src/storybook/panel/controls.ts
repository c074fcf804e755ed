import { styled } from 'storybook/theming'

/** A part of the panel with a heading. */
export const Section = styled.section(({ theme }) => ({
  display: 'grid',
  gap: 10,
  padding: 15,
  borderBottom: `1px solid ${theme.appBorderColor}`,
  '&:last-of-type': { borderBottom: 0 },
}))

export const Heading = styled.h2(({ theme }) => ({
  margin: 0,
  fontSize: theme.typography.size.s2,
  fontWeight: theme.typography.weight.bold,
  lineHeight: '20px',
}))

export const Row = styled.div({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 6 })

export const Muted = styled.span(({ theme }) => ({
  color: theme.textMutedColor,
  fontSize: theme.typography.size.s1,
}))

export const Problem = styled.p(({ theme }) => ({
  margin: 0,
  // Storybook's own red has too little contrast in the dark theme.
  color: theme.base === 'dark' ? '#ff8f8f' : theme.color.negativeText,
  fontSize: theme.typography.size.s1,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-line',
}))

/** A label above its field. */
export const Field = styled.label(({ theme }) => ({
  display: 'grid',
  gap: 4,
  minWidth: 0,
  fontSize: theme.typography.size.s1,
  fontWeight: theme.typography.weight.bold,
}))

export const Check = styled.label(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  cursor: 'pointer',
  fontSize: theme.typography.size.s1,
  fontWeight: theme.typography.weight.bold,
}))

/** A segmented control of radio buttons. */
export const Segments = styled.fieldset(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 4,
  margin: 0,
  padding: 0,
  border: 0,
  '& label': {
    padding: '5px 9px',
    border: `1px solid ${theme.appBorderColor}`,
    borderRadius: theme.input.borderRadius,
    cursor: 'pointer',
    fontSize: theme.typography.size.s1,
    fontWeight: theme.typography.weight.bold,
    lineHeight: '16px',
  },
  '& label:has(:checked)': {
    borderColor: theme.barSelectedColor,
    boxShadow: `inset 0 0 0 1px ${theme.barSelectedColor}`,
    background: theme.background.hoverable,
  },
  '& label:has(:focus-visible)': { outline: `2px solid ${theme.color.secondary}`, outlineOffset: 1 },
  '& label:has(:disabled)': { cursor: 'default', opacity: 0.5 },
}))

const hidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const

/** Visually hidden text for screen readers. */
export const Hidden = styled.span(hidden)

/** The visually hidden input of a radio button. */
export const HiddenInput = styled.input(hidden)
