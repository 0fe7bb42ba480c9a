import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { EngineState, Settings } from '../../contract/index.ts'
import { type ConnectionState, useHost } from '../host/index.ts'

/** The program as a whole: connection, engine, settings, and what it has to say at its start. */
export const useProgramStore = defineStore('program', () => {
  const host = useHost()
  const connection = ref<ConnectionState>('connecting')
  const engine = shallowRef<EngineState | null>(null)
  /** Null until the host has told. */
  const settings = shallowRef<Settings | null>(null)
  const version = ref('')
  const platform = ref('')
  const dataFolder = ref('')
  const notices = shallowRef<readonly string[]>([])

  host.listen('engine', state => {
    engine.value = state
  })
  host.listen('settings', changed => {
    settings.value = changed
  })
  host.onState(state => {
    connection.value = state
    if (state === 'connected') void load()
  })

  /** Takes each answer as it comes: what is told while others are awaited is newer. */
  async function load(): Promise<void> {
    await Promise.all([describe(), readSettings(), readEngine()])
  }

  async function describe(): Promise<void> {
    const about = await host.call('program.describe', {})
    version.value = about.version
    platform.value = about.platform
    dataFolder.value = about.dataFolder
    notices.value = about.notices
  }

  async function readSettings(): Promise<void> {
    settings.value = await host.call('settings.get', {})
  }

  async function readEngine(): Promise<void> {
    engine.value = await host.call('engine.state', {})
  }

  return {
    connection,
    engine,
    settings,
    version,
    platform,
    dataFolder,
    notices,
    changeSettings: async (change: Partial<Settings>) => {
      settings.value = await host.call('settings.change', change)
    },
    restartEngine: async () => {
      engine.value = await host.call('engine.restart', {})
    },
    reconnect: () => host.reconnect(),
  }
})
