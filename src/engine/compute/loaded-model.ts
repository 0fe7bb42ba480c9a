import type { Backend } from '../backend/backend.ts'
import { readManifest, readParameters } from '../model/model-file.ts'
import { type Autoencoder, loadAutoencoder } from '../scoring.ts'

interface Entry {
  /** What decides the scores: the settings and the weights' checksum. */
  readonly identity: string
  readonly autoencoder: Autoencoder
  /** Calls that use it at this moment. */
  users: number
}

/**
 * The model used last, kept on the back end until another one is asked for or the one in its folder changes. A model
 * that is replaced while calls still use it is freed by the last of them.
 */
export class LoadedModel {
  private current: Entry | null = null

  /** Runs `work` with the model of a folder. Throws what reading the model throws. */
  async use<T>(backend: Backend, folder: string, work: (autoencoder: Autoencoder) => Promise<T>): Promise<T> {
    const entry = await this.acquire(backend, folder)
    try {
      return await work(entry.autoencoder)
    } finally {
      entry.users--
      this.freeUnlessNeeded(entry)
    }
  }

  private async acquire(backend: Backend, folder: string): Promise<Entry> {
    const manifest = await readManifest(folder)
    const identity = JSON.stringify([manifest.settings, manifest.files['weights.bin']])
    if (this.current?.identity !== identity) {
      const parameters = await readParameters(folder, manifest)
      const replaced = this.current
      const autoencoder = loadAutoencoder(backend, manifest.settings, parameters)
      this.current = { identity, autoencoder, users: 0 }
      if (replaced) this.freeUnlessNeeded(replaced)
    }
    this.current.users++
    return this.current
  }

  private freeUnlessNeeded(entry: Entry): void {
    if (entry.users === 0 && entry !== this.current) entry.autoencoder.dispose()
  }
}
