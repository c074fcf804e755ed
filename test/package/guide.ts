import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { blocksOf, commandsOf, sectionOf } from '../../tools/readme/readme-parts.mjs'
import { run } from './run.ts'
import { freePort, start, type Started } from './start.ts'

/** A page of the documentation that leads from an empty folder to an app. */
export interface Guide {
  /** Markdown. */
  text: string
  /** The folder of its files in this repository, with a slash at the end. */
  files: string
}

export const readme: Guide = { text: read('README.md'), files: 'examples/getting-started/' }
export const teamRoom: Guide = { text: read('docs/team-room.md'), files: 'examples/team-room/' }

function read(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
}

interface Ports {
  serve: string
  dev: string
}

/**
 * Somebody who does what a guide says, from an empty folder. Only what a stranger's machine has otherwise is
 * changed: the package comes from its file instead of the registry, and servers listen on ports that are free.
 */
export async function follow(guide: Guide) {
  const empty = mkdtempSync(join(tmpdir(), 'react-pusher-kit-readme-'))
  const ports: Ports = { serve: await freePort(), dev: await freePort() }
  const running = new Map<string, Started>()
  let folder = empty

  /** What stays: it is started again when the README says so again. */
  async function stay(name: string, ready: RegExp, command: string): Promise<void> {
    await running.get(name)?.stop()
    running.set(name, await start(folder, ready, 'sh', '-c', command))
  }

  async function enter(command: string): Promise<string> {
    if (command.startsWith('cd ')) {
      folder = join(folder, command.slice(3))
    } else if (command.startsWith('npx react-pusher-kit serve')) {
      const flags = `--port ${ports.serve} --origin http://127.0.0.1:${ports.dev}`
      await stay('serve', /running: http/, `${command} ${flags}`)
    } else if (command === 'npm run dev') {
      const flags = `--host 127.0.0.1 --port ${ports.dev} --strictPort`
      await stay('page', /Local:/, `${command} -- ${flags}`)
    } else {
      const install = command.replace(/^npm install react-pusher-kit /, `npm install ${inject('tarball')} `)
      return run('sh', ['-c', install], folder)
    }
    return ''
  }

  return {
    page: `http://127.0.0.1:${ports.dev}`,
    server: `http://127.0.0.1:${ports.serve}`,
    path: (name: string) => join(folder, name),

    /** The commands of a section in their order; resolves with what each printed. */
    async commands(heading: string, which: (command: string) => boolean = () => true): Promise<string[]> {
      const printed: string[] = []
      for (const command of commandsOf(textOf(guide, heading)).filter(which))
        printed.push(await enter(command))
      return printed
    },

    /** Saves the files of a section where it says that they belong. */
    save(heading: string): void {
      for (const { file, code } of blocksOf(textOf(guide, heading))) {
        if (!file?.startsWith(guide.files) || file.endsWith('.env')) continue
        const path = join(folder, file.slice(guide.files.length))
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, code)
      }
    },

    /** The production build in place of `npm run dev`, on the same address. */
    async build(): Promise<void> {
      await run('npm', ['run', 'build'], folder)
      const flags = `--host 127.0.0.1 --port ${ports.dev} --strictPort`
      await stay('page', /Local:/, `npm run preview -- ${flags}`)
    },

    async end(): Promise<void> {
      for (const program of running.values()) await program.stop()
      rmSync(empty, { recursive: true, force: true })
    },
  }
}

/** A section without those inside it. */
export function textOf({ text }: Guide, heading: string): string {
  const [own = ''] = (sectionOf(text, heading) as string).split(/^#{3} /m)
  return own
}
