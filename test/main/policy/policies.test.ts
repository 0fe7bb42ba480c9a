import { describe, expect, it } from 'vitest'
import { linkTarget, mayNavigate } from '../../../src/main/policy/navigation.ts'
import { PROGRAM_ORIGIN } from '../../../src/main/policy/origin.ts'
import { isGranted } from '../../../src/main/policy/permissions.ts'
import { mayRequest } from '../../../src/main/policy/requests.ts'
import { isTrustedSender } from '../../../src/main/policy/sender.ts'

const origins = [PROGRAM_ORIGIN]
const inDevelopment = [PROGRAM_ORIGIN, 'http://localhost:5173']

/** Addresses that look like the program's own and are not. */
const IMPOSTORS = [
  'https://anomalite/',
  'http://anomalite/',
  'app://anomalite.example.org/',
  'app://anomalite:8080/',
  'app://user@anomalite/',
  'app://user:secret@anomalite/',
  'app://other/',
  'app:anomalite',
  'file:///etc/passwd',
  'file://anomalite/',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:app://anomalite/8d3c',
  'about:blank',
  'not a URL',
  '',
]

describe('navigation', () => {
  it.each(['app://anomalite/', 'app://anomalite/#/library', 'app://anomalite/?q=1'])(
    'may stay on the page: %s',
    url => {
      expect(mayNavigate(url, origins)).toBe(true)
    },
  )

  it.each([
    ...IMPOSTORS,
    'app://anomalite/assets/index.js',
    'app://anomalite/opened/x',
    'http://localhost:5173/',
  ])('may not leave it: %s', url => {
    expect(mayNavigate(url, origins)).toBe(false)
  })

  it('may go to the development server where the page comes from there', () => {
    expect(mayNavigate('http://localhost:5173/#/compose', inDevelopment)).toBe(true)
    expect(mayNavigate('http://localhost:5174/', inDevelopment)).toBe(false)
  })
})

describe('links that ask for a window', () => {
  it.each(['https://doi.org/10.1021/jacs.1c03004', 'https://next-gen.materialsproject.org/materials/mp-149'])(
    'open in the browser: %s',
    url => {
      expect(linkTarget(url)).toBe('browser')
    },
  )

  it.each([
    ...IMPOSTORS,
    'http://doi.org/10.1021',
    'https://doi.org.example.org/',
    'https://example.org/?doi.org',
    'https://doi.org@example.org/',
    'https://doi.org:444/',
    'ms-calculator:',
    'smb://server/share',
  ])('open nowhere: %s', url => {
    expect(linkTarget(url)).toBe('nowhere')
  })
})

describe('requests of the page', () => {
  it.each([
    'app://anomalite/assets/index-CTun7Efg.js',
    'app://anomalite/opened/4b1f7b86-6d3f-4f0e-9f3f-0f6c5d6f0a11',
    'data:image/png;base64,iVBORw0KGgo=',
    'blob:app://anomalite/8d3c',
  ])('go out: %s', url => {
    expect(mayRequest(url, origins)).toBe(true)
  })

  it.each([
    'https://example.org/collect?formula=LiFePO4',
    'http://127.0.0.1:9222/json',
    'ws://localhost:5173/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'chrome-extension://abc/x.js',
    'devtools://devtools/bundled/inspector.html',
    'app://other/index.html',
    'no URL',
  ])('do not go out: %s', url => {
    expect(mayRequest(url, origins)).toBe(false)
  })

  it('reach the development server, its WebSocket included, and no other port', () => {
    expect(mayRequest('http://localhost:5173/main.ts', inDevelopment)).toBe(true)
    expect(mayRequest('ws://localhost:5173/', inDevelopment)).toBe(true)
    expect(mayRequest('ws://localhost:5174/', inDevelopment)).toBe(false)
  })
})

describe('permissions', () => {
  it.each([
    ['clipboard-sanitized-write', 'app://anomalite/', true],
    ['fullscreen', 'app://anomalite/#/models', true],
    ['clipboard-sanitized-write', 'https://example.org/', false],
    ['clipboard-read', 'app://anomalite/', false],
    ['media', 'app://anomalite/', false],
    ['geolocation', 'app://anomalite/', false],
    ['notifications', 'app://anomalite/', false],
    ['openExternal', 'app://anomalite/', false],
    ['fileSystem', 'app://anomalite/', false],
    ['serial', 'app://anomalite/', false],
    ['hid', 'app://anomalite/', false],
    ['usb', 'app://anomalite/', false],
    ['a permission of a later Chromium', 'app://anomalite/', false],
  ])('%s for %s: %s', (permission, requester, granted) => {
    expect(isGranted(permission, requester, origins)).toBe(granted)
  })
})

describe('senders of messages to the main process', () => {
  const own = { url: 'app://anomalite/#/compose', isMainFrame: true, isProgramWindow: true }

  it("hears the program's page in its own window", () => {
    expect(isTrustedSender(own, origins)).toBe(true)
  })

  it.each([
    { who: 'a frame within the page', sender: { ...own, isMainFrame: false } },
    { who: 'the window that prints a report', sender: { ...own, isProgramWindow: false } },
    ...IMPOSTORS.map(url => ({ who: `the page ${url}`, sender: { ...own, url } })),
  ])('does not hear $who', ({ sender }) => {
    expect(isTrustedSender(sender, origins)).toBe(false)
  })
})
