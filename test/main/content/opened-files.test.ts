import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentOf } from '../../../src/main/content/content-path.ts'
import { CONTENT_SECURITY_POLICY, headersFor } from '../../../src/main/content/headers.ts'
import { filesAmong, OpenedFiles } from '../../../src/main/content/opened-files.ts'

describe('files on a command line', () => {
  it('are those with an ending that the program opens, as absolute paths', () => {
    const args = [
      '.',
      '--inspect',
      '--list=x.csv',
      'oxides.CSV',
      '/data/list.xlsx',
      'notes.pdf',
      'model.zip',
      'a.anomalite-model',
    ]
    const folder = resolve('/home/ada')
    expect(filesAmong(args, folder)).toEqual([
      resolve(folder, 'oxides.CSV'),
      '/data/list.xlsx',
      resolve(folder, 'model.zip'),
      resolve(folder, 'a.anomalite-model'),
    ])
  })
})

describe('an opened file', () => {
  it('goes to the page by name and URL, never by path', () => {
    const file = new OpenedFiles().offer('/home/ada/secret project/oxides.csv')
    expect(file.name).toBe('oxides.csv')
    expect(file.url).not.toContain('secret')
  })

  it('can be fetched once', () => {
    const opened = new OpenedFiles()
    const content = contentOf(opened.offer('/data/list.xlsx').url, '/out')
    expect(content.kind).toBe('opened')
    const token = content.kind === 'opened' ? content.token : ''
    expect([opened.take(token), opened.take(token), opened.take('guessed')]).toEqual([
      '/data/list.xlsx',
      undefined,
      undefined,
    ])
  })
})

describe('headers', () => {
  it.each([
    ['/out/index.html', 'text/html; charset=utf-8'],
    ['/out/assets/index.js', 'text/javascript; charset=utf-8'],
    ['/out/assets/inter.woff2', 'font/woff2'],
    ['/home/ada/list.XLSX', 'application/octet-stream'],
    ['/home/ada/list.txt', 'application/octet-stream'],
  ])('of %s say %s', (path, type) => {
    expect(headersFor(path)['content-type']).toBe(type)
  })

  it('let no script run but the program’s files', () => {
    const directives = new Map(
      CONTENT_SECURITY_POLICY.split('; ').map(directive => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources] as const
      }),
    )
    expect(directives.get('script-src')).toEqual(["'self'"])
    expect(directives.get('default-src')).toEqual(["'none'"])
    expect(directives.get('connect-src')).toEqual(["'self'"])
    expect(headersFor('/out/index.html')['content-security-policy']).toBe(CONTENT_SECURITY_POLICY)
  })
})
