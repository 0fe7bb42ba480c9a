import { app, powerMonitor } from 'electron'

/**
 * Lets the program end only after the given closing: however the end is asked for, the host first backs up and closes
 * the library.
 */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let closing: 'open' | 'closing' | 'closed' = 'open'
  app.on('before-quit', event => {
    if (closing === 'closed') return
    event.preventDefault()
    if (closing === 'closing') return
    closing = 'closing'
    void close().finally(() => {
      closing = 'closed'
      app.quit()
    })
  })
  powerMonitor.on('shutdown', () => app.quit())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}
