import type { PayloadNode } from '../../../../src/inspector/index.ts'
import classes from './PayloadTree.module.css'

/** A payload as a tree with collapsible objects and lists. */
export function PayloadTree({ node }: { node: PayloadNode }) {
  const { nodes } = node
  if (nodes === null) return <p className={classes.tree}>{node.text}</p>
  return (
    <ul className={classes.tree} aria-label="Payload">
      {nodes.map((each, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- A payload does not change.
        <Branch key={index} node={each} depth={0} />
      ))}
    </ul>
  )
}

/** Number of levels that are expanded initially. */
const openLevels = 3

function Branch({ node: { name, text, nodes, isDecoded }, depth }: { node: PayloadNode; depth: number }) {
  const label = <span className={classes.name}>{name}</span>
  if (nodes === null) {
    return (
      <li>
        {label} {text}
      </li>
    )
  }
  return (
    <li>
      <details open={depth < openLevels}>
        <summary>
          {label} {text}
          {isDecoded && <span className={classes.decoded}> JSON in a text</span>}
        </summary>
        <ul>
          {nodes.map((each, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- A payload does not change.
            <Branch key={index} node={each} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  )
}
