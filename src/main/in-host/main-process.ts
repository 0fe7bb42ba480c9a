import type { MessagePortMain, ParentPort } from 'electron'
import type { ToHost, ToMain } from '../children/messages.ts'

type Handlers = {
  readonly [K in ToHost['kind']]: (
    message: Extract<ToHost, { kind: K }>,
    port: MessagePortMain | null,
  ) => void
}

/** The main process as the host sees it. */
export class MainProcess {
  private readonly port: ParentPort
  private readonly handlers: Partial<Handlers> = {}

  constructor(port: ParentPort) {
    this.port = port
    port.on('message', ({ data, ports }) => {
      const message = data as ToHost
      const handle = this.handlers[message.kind] as Handlers[ToHost['kind']] | undefined
      handle?.(message as never, ports[0] ?? null)
    })
  }

  tell(message: ToMain): void {
    this.port.postMessage(message)
  }

  on<K extends ToHost['kind']>(kind: K, handler: Handlers[K]): void {
    this.handlers[kind] = handler as Partial<Handlers>[K]
  }
}
