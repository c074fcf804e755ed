import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A request or an answer that a page shows. */
export interface HttpExample {
  /** `POST /path` of a request, `HTTP/1.1 200 OK` of an answer. */
  start: string
  headers: Record<string, string>
  body: string
}

const root = join(import.meta.dirname, '../..')

/** The named examples of a page, `http` and `json`, by their names. */
export function examplesOf(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(root, page), 'utf8')
  const fences = [...text.matchAll(/^```(?:http|json) ([\w-]+)\n([\s\S]*?)\n```$/gm)]
  return new Map(fences.map(([, name = '', code = '']) => [name, code]))
}

/** @throws when it is neither a request nor an answer */
export function readHttp(text: string): HttpExample {
  const [head = '', ...body] = text.split('\n\n')
  const [start = '', ...lines] = head.split('\n')
  if (!/^(?:GET|POST) \/|^HTTP\/1\.1 \d{3} /.test(start)) throw new Error(`Expected HTTP but got ${start}.`)
  const headers = Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]))
  return { start, headers, body: body.join('\n\n') }
}

/** The request of an example, to a server at this origin. */
export function requestOf(text: string, origin: string): Request {
  const { start, headers, body } = readHttp(text)
  const [method = '', path = ''] = start.split(' ')
  return new Request(origin + path, { method, headers, ...(body === '' ? {} : { body }) })
}

/** The answer of an example. */
export function responseOf(text: string): Response {
  const { start, headers, body } = readHttp(text)
  return new Response(body, { status: Number(start.split(' ')[1]), headers })
}

/** What a server chooses anew each time. */
const chosen = new Set(['id', 'epoch', 'accepted_at', 'timestamp'])

/** A value of JSON in which what a server chooses is replaced with its type. */
export function steady(value: unknown, key = ''): unknown {
  if (chosen.has(key) && value !== null) return typeof value
  if (Array.isArray(value)) return value.map((item) => steady(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, steady(item, name)]))
}
