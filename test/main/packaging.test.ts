import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { FUSES } from '../../build/fuses.mjs'

const project = new URL('../../', import.meta.url)
const config = readFileSync(new URL('build/electron-builder.yml', project), 'utf8')

it('lets the packaged binary be nothing but the program', () => {
  expect(FUSES).toMatchObject({
    RunAsNode: false,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    OnlyLoadAppFromAsar: true,
  })
})

it('names files that are there', () => {
  const named = [...config.matchAll(/: ((?:build|resources)\/[\w./-]+\.\w+)$/gm)].map(([, path]) => path!)
  expect(named).toHaveLength(4)
  expect(named.filter(path => !existsSync(fileURLToPath(new URL(path, project))))).toEqual([])
})
