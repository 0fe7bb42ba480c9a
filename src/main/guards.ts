import { app, type Session, shell } from 'electron'
import { linkTarget, mayNavigate } from './policy/navigation.ts'
import { isGranted } from './policy/permissions.ts'
import { mayRequest } from './policy/requests.ts'

/** Puts every page of the program, whoever opens it, under the policies of navigation, links and embedding. */
export function guardPages(origins: readonly string[]): void {
  app.on('web-contents-created', (_, contents) => {
    const keep = (event: Electron.Event<Electron.WebContentsWillNavigateEventParams>) => {
      if (!mayNavigate(event.url, origins)) event.preventDefault()
    }
    contents.on('will-navigate', keep)
    contents.on('will-redirect', event => {
      if (!mayNavigate(event.url, origins)) event.preventDefault()
    })
    contents.on('will-frame-navigate', event => {
      // The preview of a report is a frame with its own text, which no request brings.
      if (!event.isMainFrame && event.url !== 'about:srcdoc') event.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (linkTarget(url) === 'browser') void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** Puts a session under the policies of requests and permissions; no certificate is trusted beyond the system's. */
export function guardSession(session: Session, origins: readonly string[]): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayRequest(url, origins) }))
  session.setPermissionRequestHandler((_, permission, decide, { requestingUrl }) =>
    decide(isGranted(permission, requestingUrl, origins)),
  )
  session.setPermissionCheckHandler((_, permission, requester) => isGranted(permission, requester, origins))
  session.setDevicePermissionHandler(() => false)
}
