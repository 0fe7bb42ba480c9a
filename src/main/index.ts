/** Where the main process begins. */
import { join } from 'node:path'
import { app } from 'electron'
import { dataFolder } from '../host/folders.ts'
import { filesAmong, isOpenable } from './content/opened-files.ts'
import { announceProgramScheme } from './content/program-protocol.ts'
import { closeBeforeQuit } from './quit.ts'
import { Shell } from './shell.ts'
import { ShellSettingsFile } from './window/shell-settings.ts'

const data = dataFolder()
app.setName('Anomalite')
// Chromium's files lie with the library's, which makes the one instance of the program the one of its data folder.
app.setPath('userData', join(data, 'window'))

if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  let shell: Shell | null = null
  const early: string[] = filesAmong(process.argv.slice(1), process.cwd())
  const open = (paths: readonly string[]) => {
    if (shell) shell.openFiles(paths)
    else early.push(...paths)
  }

  announceProgramScheme()
  app.enableSandbox()
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (isOpenable(path)) open([path])
  })
  app.on('second-instance', (_, args, folder) => {
    shell?.show()
    open(filesAmong(args.slice(1), folder))
  })
  app.on('activate', () => shell?.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(async () => {
    const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
    const settings = await ShellSettingsFile.open(data)
    shell = new Shell({ dataFolder: data, settings, developmentUrl })
    closeBeforeQuit(() => shell?.close() ?? Promise.resolve())
    shell.start()
    shell.openFiles(early)
  })
}
