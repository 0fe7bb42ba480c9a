/** What `anomalite serve` lets in. The hole: a site the user visits, or another user's program, talks to the host. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode } from '@msgpack/msgpack'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openProgram, type Program } from '../../src/host/index.ts'
import { type Served, serve } from '../../src/host/serve/serve.ts'

const home = mkdtempSync(join(tmpdir(), 'anomalite-serve-'))
const folder = join(home, 'page')
let program: Program
let served: Served
let port: string
let token: string

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html>page')
  writeFileSync(join(folder, 'assets', 'a.js'), 'script')
  writeFileSync(join(folder, '.hidden.js'), 'hidden')
  writeFileSync(join(home, 'secret.js'), 'secret')
  program = await openProgram({ dataFolder: join(home, 'data') })
  served = await serve(program, { port: 0, folder })
  const address = new URL(served.address)
  port = address.port
  token = address.searchParams.get('token')!
})
afterAll(async () => {
  await served.close()
  await program.close()
  rmSync(home, { recursive: true, force: true })
})

/** A request with exactly this path; `fetch` would tidy it up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method, headers }, response => {
        let body = ''
        response.on('data', piece => {
          body += piece
        })
        response.on('end', () => resolve({ status: response.statusCode!, body, headers: response.headers }))
      })
        .on('error', reject)
        .end()
    },
  )
}

describe('over HTTP', () => {
  it('gives the page, with a policy that lets no foreign script run', async () => {
    const { status, body, headers } = await get('/')
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html>page' })
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect((await get('/assets/a.js')).body).toBe('script')
  })

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/assets/../../secret.js',
    '/assets/..%5c..%5csecret.js',
    '//etc/passwd',
    '/.hidden.js',
    '/assets',
    '/%00',
    '/%',
    '/index.html%00.js',
    '/nothing.js',
    '/socket',
  ])('has nothing at %s', async path => {
    expect((await get(path)).status).toBe(404)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1:1', '127.0.0.1.evil.example', 'localhost'])(
    'refuses the host %s, to which a foreign name may lead',
    async host => {
      expect((await get('/', { host })).status).toBe(403)
    },
  )

  it('takes nothing', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405)
  })
})

describe('over a socket', () => {
  const open = (path: string, headers: Record<string, string>) =>
    new Promise<WebSocket | 'refused'>(resolve => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
      socket.on('open', () => resolve(socket))
      socket.on('error', () => resolve('refused'))
    })
  const own = () => ({ origin: `http://127.0.0.1:${port}` })

  it.each<[string, () => string, () => Record<string, string>]>([
    ['no token', () => '/socket', own],
    ['a wrong token', () => `/socket?token=${'x'.repeat(32)}`, own],
    ['a foreign origin', () => `/socket?token=${token}`, () => ({ origin: 'http://evil.example' })],
    ['no origin', () => `/socket?token=${token}`, () => ({})],
    [
      'a foreign host',
      () => `/socket?token=${token}`,
      () => ({ origin: 'http://evil.example', host: 'evil.example' }),
    ],
    ['another path', () => `/other?token=${token}`, own],
  ])('refuses %s', async (_, path, headers) => {
    expect(await open(path(), headers())).toBe('refused')
  })

  it('outlives a path that is none', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1')
      let received = ''
      socket.on('data', piece => {
        received += piece
      })
      socket.on('close', () => resolve(received))
      socket.on('error', reject)
      socket.write(
        `GET // HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      )
    })
    expect(answer).toMatch(/^HTTP\/1\.1 403 /)
    expect((await get('/')).status).toBe(200)
  })

  it('answers its own page', async () => {
    const socket = (await open(`/socket?token=${token}`, own())) as WebSocket
    const answered = new Promise(resolve =>
      socket.on('message', data => {
        const message = decode(data as Buffer) as object
        if ('id' in message) resolve(message)
      }),
    )
    socket.send(encode({ id: 7, method: 'history.state', input: {} }))
    expect(await answered).toEqual({ id: 7, output: { undo: null, redo: null } })
    socket.close()
  })

  it('cuts off who sends anything but MessagePack', async () => {
    const socket = (await open(`/socket?token=${token}`, own())) as WebSocket
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.send('{"id":1}')
    expect(await closed).toBe(1003)
  })
})
