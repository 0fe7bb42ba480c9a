import { join } from 'node:path'
import { FUSES } from './fuses.mjs'

/** @type {Record<string, (product: string, executable: string) => string>} */
const binaries = {
  darwin: product => `${product}.app`,
  mas: product => `${product}.app`,
  win32: product => `${product}.exe`,
  linux: (_, executable) => executable,
}

/**
 * Sets the fuses of a packaged program, before it is signed; called by electron-builder.
 *
 * @param {{
 *   appOutDir: string,
 *   electronPlatformName: string,
 *   packager: { appInfo: { productFilename: string }, executableName: string },
 * }} context
 */
export default async function setFuses({ appOutDir, electronPlatformName, packager }) {
  const name = binaries[electronPlatformName]
  if (!name) throw new Error(`no fuses are set for ${electronPlatformName}`)
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses')
  const settings = Object.entries(FUSES).map(([fuse, isOn]) => {
    if (!(fuse in FuseV1Options)) throw new Error(`@electron/fuses knows no fuse ${fuse}`)
    return [FuseV1Options[fuse], isOn]
  })
  await flipFuses(join(appOutDir, name(packager.appInfo.productFilename, packager.executableName)), {
    version: FuseVersion.V1,
    // The ad-hoc signature that Apple's processors ask for is broken by the change.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    ...Object.fromEntries(settings),
  })
}
