import { join } from 'node:path'
import { app, type Session } from 'electron'

/** Asks where to save what the page made, a table or a picture, and refuses to download anything from elsewhere. */
export function askWhereToSave(session: Session): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:')) return event.preventDefault()
    item.setSaveDialogOptions({ defaultPath: join(app.getPath('downloads'), item.getFilename()) })
  })
}
