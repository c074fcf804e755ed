import './ApiTabs.css'
import { Controls, DocsContext } from '@storybook/addon-docs/blocks'
import { type KeyboardEvent, type ReactNode, useContext, useState } from 'react'
import { NAVIGATE_URL } from 'storybook/internal/core-events'
import { declarationOf, exportNamed, partsOf } from '../reference/lookup.ts'
import { useHash, useScrollTo } from '../reference/useHash.ts'
import { Api } from './Api.tsx'
import { StylesApi } from './StylesApi.tsx'

const entry = 'react-pusher-kit/mantine'

type Tab = 'controls' | 'props' | 'styles-api'
const captions: Readonly<Record<Tab, string>> = {
  controls: 'Controls',
  props: 'Props',
  'styles-api': 'Styles API',
}
const allTabs = Object.keys(captions) as Tab[]

interface ApiTabsProps {
  /** Name of the component. */
  of: string
  /** Further exports, below the props. @defaultValue none */
  also?: readonly string[]
  /** The story that the controls change. @defaultValue none: no tab for controls */
  controls?: object
  /** Takes the place of the Styles API, for a component that renders no element. @defaultValue the Styles API */
  children?: ReactNode
}

/**
 * The controls of a story, the props of its component and what the Styles API reaches. The address can name a tab, as
 * `#props`, or a prop, as `#LogViewer.height`.
 */
export function ApiTabs({ of, also = [], controls, children }: ApiTabsProps): ReactNode {
  const { channel } = useContext(DocsContext) ?? {}
  const tabs = allTabs.filter((each) => each !== 'controls' || controls)
  const hash = useHash()
  const [chosen, setChosen] = useState<{ tab: Tab; hash: string } | null>(null)
  useScrollTo(hash)
  // A link that is followed later counts more than an earlier choice.
  const tab = chosen?.hash === hash ? chosen.tab : (tabOf(hash, [of, ...also]) ?? tabs[0])

  const choose = (next: Tab) => {
    setChosen({ tab: next, hash })
    channel?.emit(NAVIGATE_URL, `#${next}`)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabs.at(placeAfter(event.key, tabs.indexOf(tab as Tab)) % tabs.length)
    if (!next || !isKey(event.key)) return
    event.preventDefault()
    choose(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div className="docs-api-tabs">
      <div className="sb-unstyled" role="tablist" aria-label={`Controls, props and styles of ${of}`}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            aria-selected={each === tab}
            aria-controls={each === tab ? each : undefined}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => choose(each)}
            onKeyDown={onKeyDown}
          >
            {captions[each]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={tab} aria-labelledby={`tab-${tab}`}>
        {tab === 'controls' && controls && <Controls of={controls} />}
        {tab === 'props' && [of, ...also].map((name) => <Api key={name} of={name} from={entry} />)}
        {tab === 'styles-api' && (children ?? <StylesApi of={of} />)}
      </div>
    </div>
  )
}

/** The tab that has what an address names, if one has. */
function tabOf(hash: string, names: readonly string[]): Tab | null {
  if (allTabs.includes(hash as Tab)) return hash as Tab
  if (hash.startsWith(`${names[0]}.vars.`)) return 'styles-api'
  const ids = names.map((name) => exportNamed(name, entry))
  const shown = ids.flatMap((id) => [id, ...partsOf(id)]).map((id) => declarationOf(id).name)
  return shown.includes(hash.split('.')[0] ?? '') ? 'props' : null
}

const isKey = (key: string) => ['ArrowRight', 'ArrowLeft', 'Home', 'End'].includes(key)

function placeAfter(key: string, place: number): number {
  if (key === 'Home') return 0
  if (key === 'End') return -1
  return place + (key === 'ArrowLeft' ? -1 : 1)
}
