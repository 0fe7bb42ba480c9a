import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { MESSAGE_LIMIT_BYTES } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { Program } from '../program.ts'
import { isForUs, isFromOwnPage, isToken } from './admission.ts'
import { readPageFile } from './page-files.ts'
import { socketChannel } from './socket-channel.ts'

/** The built page, as `scripts/build-page.mjs` leaves it. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../../out/renderer', import.meta.url))

/** No script but the page's own, nothing from elsewhere, no frame but the report's preview. */
const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
}

export interface Served {
  /** Where the program opens, its token included. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Serves a program to browsers of this machine: the page over HTTP, the contract over a WebSocket that wants the
 * token of the address. Port 0 takes any that is free. Throws `serve/port-taken`.
 */
export async function serve(
  program: Program,
  { port, folder = PAGE_FOLDER }: { port: number; folder?: string },
): Promise<Served> {
  const token = randomBytes(24).toString('base64url')
  const server = createServer((request, response) => void givePage(request, response))
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_LIMIT_BYTES,
    perMessageDeflate: false,
  })
  let servedPort = port

  const givePage = async ({ method, url, headers }: IncomingMessage, response: ServerResponse) => {
    const refuse = (status: number, text: string) =>
      response
        .writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' })
        .end(text)
    if (!isForUs(headers, servedPort)) return refuse(403, 'Open Anomalite by the address that it printed.')
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'There is nothing here to send to.')
    const file = await readPageFile(folder, (url ?? '/').split('?')[0]!)
    if (!file) return refuse(404, 'There is no such page.')
    response
      .writeHead(200, {
        ...SECURITY_HEADERS,
        'Content-Type': file.contentType,
        'Content-Length': file.bytes.length,
      })
      .end(method === 'HEAD' ? undefined : file.bytes)
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1')
    const isWelcome =
      url?.pathname === '/socket' &&
      isFromOwnPage(request.headers, servedPort) &&
      isToken(url.searchParams.get('token'), token)
    if (!isWelcome) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, opened => program.connect(socketChannel(opened)))
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)))
    server.listen(port, '127.0.0.1', resolve)
  })
  servedPort = (server.address() as AddressInfo).port
  return {
    address: `http://127.0.0.1:${servedPort}/?token=${token}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function portError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error
  return new AnomaliteError('serve/port-taken', `Port ${port} is taken. Choose another by --port.`, { port })
}
