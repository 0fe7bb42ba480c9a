import { join, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentOf } from '../../../src/main/content/content-path.ts'

const folder = join(sep, 'opt', 'Anomalite', 'out', 'renderer')

describe('what a URL of the program stands for', () => {
  it.each([
    ['app://anomalite/', 'index.html'],
    ['app://anomalite', 'index.html'],
    ['app://anomalite/#/library', 'index.html'],
    ['app://anomalite/index.html?reload', 'index.html'],
    ['app://anomalite/assets/index-CTun7Efg.js', 'assets/index-CTun7Efg.js'],
    ['app://anomalite/assets/inter-latin-wght.woff2', 'assets/inter-latin-wght.woff2'],
  ])('%s is the file %s', (url, path) => {
    expect(contentOf(url, folder)).toEqual({ kind: 'file', path: join(folder, path) })
  })

  it('knows a file that the user opened by its token', () => {
    const token = '4b1f7b86-6d3f-4f0e-9f3f-0f6c5d6f0a11'
    expect(contentOf(`app://anomalite/opened/${token}`, folder)).toEqual({ kind: 'opened', token })
  })

  it.each([
    'app://anomalite/%2e%2e%2fpackage.json',
    'app://anomalite/..%2f..%2fetc/passwd',
    'app://anomalite/assets/..%2F..%2F..%2Fmain/index.js',
    'app://anomalite/%252e%252e/package.json',
    'app://anomalite/..%5c..%5cpackage.json',
    'app://anomalite/..\\..\\package.json%00',
    'app://anomalite/assets%5c..%5c..%5cmain%5cindex.js',
    'app://anomalite/index.html%00.js',
    'app://anomalite/%00',
    'app://anomalite//etc/passwd',
    'app://anomalite/assets//index.js',
    'app://anomalite/%2fetc%2fpasswd',
    'app://anomalite/C:/Windows/win.ini',
    'app://anomalite/C%3A/Windows/win.ini',
    'app://anomalite/index.html::$DATA',
    'app://anomalite/%5c%5cserver%5cshare%5cx.js',
    'app://anomalite/.git/config',
    'app://anomalite/.env',
    'app://anomalite/assets/.hidden.js',
    'app://anomalite/assets/index.js.',
    'app://anomalite/assets/index.js%20',
    'app://anomalite/~root/x.js',
    'app://anomalite/%E0%A4%A.js',
    'app://anomalite/%ff.js',
    'app://anomalite/%ef%bc%8e%ef%bc%8e/x.js',
    'app://anomalite/assets/',
    'app://anomalite/opened/../index.html/',
    'app://anomalite.example.org/index.html',
    'app://other/index.html',
    'app://user@anomalite/index.html',
    'https://anomalite/index.html',
    'file:///etc/passwd',
    'no URL',
  ])('refuses %s', url => {
    expect(contentOf(url, folder)).toMatchObject({ kind: 'refused' })
  })

  it.each(['app://anomalite/../../package.json', 'app://anomalite/%2e%2e/package.json'])(
    'climbs no higher than its folder by dots that URLs resolve themselves: %s',
    url => {
      expect(contentOf(url, folder)).toEqual({ kind: 'file', path: join(folder, 'package.json') })
    },
  )

  it('never leads out of the folder', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '/',
      '\\',
      '%5c',
      'a',
      'x.js',
      '%00',
      ':',
      '~',
      '%25',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const content = contentOf(`app://anomalite/${pieces.join('')}`, folder)
        if (content.kind === 'file') expect(content.path.startsWith(folder + sep)).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })
})
