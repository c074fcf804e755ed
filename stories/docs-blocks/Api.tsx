interface ApiProps {
  /** Name of an export of the package. */
  of: string
}

/** The signature, options and errors of an export. Until the generated reference is there: where it stands. */
export function Api({ of }: ApiProps) {
  return (
    <p>
      <code>{of}</code>: every option, default and error is written beside it in the types of the package.
    </p>
  )
}
