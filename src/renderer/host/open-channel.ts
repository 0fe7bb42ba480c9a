import { type Bridge, connectBridge, type PageWindow } from '../../contract/bridge.ts'
import type { Channel } from '../../contract/index.ts'
import { openSocket } from './socket-channel.ts'

/** Of this tab, so that a reload still has it; never in the address, which ends up in histories and screenshots. */
const TOKEN = 'anomalite.token'

/**
 * Opens a channel to the host: through the program's own window where there is one, else to the server that the page
 * came from, with the token that its address carried (`?token=…`).
 */
export function openChannel(): Promise<Channel> {
  const bridge = (window as { anomalite?: Bridge }).anomalite
  return bridge ? connectBridge(bridge, window as PageWindow) : openSocket(socketAddress())
}

function socketAddress(): URL {
  const page = new URL(location.href)
  const token = page.searchParams.get('token')
  if (token !== null) {
    sessionStorage.setItem(TOKEN, token)
    page.searchParams.delete('token')
    history.replaceState(history.state, '', page)
  }
  const address = new URL('/socket', location.origin)
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  address.searchParams.set('token', sessionStorage.getItem(TOKEN) ?? '')
  return address
}
