import { describe, expect, it } from 'vitest'
import { isPageRequest } from '../../../src/dev-server/http/pages.ts'
import { pageOf, tabs } from '../../../examples/console/src/shell/page-of.ts'

/** What a browser sends when a page is opened. */
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const base = 'http://127.0.0.1:8000'

function isPage(path: string, accept: string | null = browser, method = 'GET'): boolean {
  const headers = new Headers(accept === null ? {} : { accept })
  return isPageRequest({ method, headers, url: base + path })
}

describe('a page of the console', () => {
  it.each([
    '/',
    ...Object.keys(tabs).map((tab) => `/${tab}`),
    '/logs?x=1',
    '/admin/run-1',
    '/admin/run.1',
    '/admin/a%2Fb',
    '/admin/%E2%9C%93/',
  ])('is %s for a browser', (path) => {
    expect(isPage(path)).toBe(true)
    expect(isPage(path, browser, 'HEAD')).toBe(true)
    expect(isPage(path, browser, 'POST')).toBe(false)
  })

  it.each([
    '/admin/broadcaster-status',
    '/admin/channels',
    '/admin/',
    '/admin/a/b',
    '/administrator/x',
    '/api/v1/logs',
  ])('is not %s', (path) => {
    expect(isPage(path)).toBe(false)
  })

  it('of a run is for those who ask for HTML', () => {
    for (const accept of ['application/json', '*/*', null]) expect(isPage('/admin/run-1', accept)).toBe(false)
    expect(isPage('/admin/run-1', 'TEXT/HTML')).toBe(true)
  })
})

describe('the console', () => {
  it('shows the run or the tab that its address names, else the log', () => {
    expect(pageOf('/admin/run-1')).toEqual({ name: 'run', thread: 'run-1' })
    expect(pageOf('/admin/a%2Fb%20%E2%9C%93/')).toEqual({ name: 'run', thread: 'a/b ✓' })
    for (const tab of Object.keys(tabs)) expect(pageOf(`/${tab}`)).toEqual({ name: tab })
    for (const path of ['/', '/logs', '/constructor', '/admin/', '/admin/a/b', '/admin/%E2']) {
      expect(pageOf(path)).toEqual({ name: 'logs' })
    }
  })
})
