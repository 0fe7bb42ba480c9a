import { type Connection, keepConnected } from './connection.ts'
import { openChannel } from './open-channel.ts'

export type { Connection, ConnectionState } from './connection.ts'

let connection: Connection | undefined

/** The host, of which a window has one; the first call connects. */
export function useHost(): Connection {
  connection ??= keepConnected(openChannel)
  return connection
}
