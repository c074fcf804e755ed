interface ApiProps {
  /** Name of an export. */
  of: string
  /** The entry that exports it. @defaultValue 'react-pusher-kit' */
  from?: string
}

/** The signature, options and errors of an export. */
export function Api({ of, from = 'react-pusher-kit' }: ApiProps) {
  return (
    <p>
      <code>{of}</code> of <code>{from}</code>: every option, default and error is written beside it in the
      types of the package.
    </p>
  )
}
