import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { start, temporaryFolder } from './processes.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

/** Lays out a small project with these files, has its imports checked, and gives `rule: from → to` for each finding. */
async function findings(files: Record<string, string>): Promise<string[]> {
  const folder = temporaryFolder()
  for (const name of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    copyFileSync(join(project, name), join(folder, name))
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const { output } = await start(process.execPath, [cruiser, '--output-type', 'json', 'src'], { cwd: folder })
    .ended
  const { summary } = JSON.parse(output) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] }
  }
  return summary.violations
    .map(
      ({ rule, from, to }) =>
        `${rule.name}: ${from} → ${to.replace(/.*node_modules\/((@[^/]+\/)?[^/]+)\/.*/, '$1')}`,
    )
    .sort()
}

it('allows what the floors allow', async () => {
  expect(
    await findings({
      'src/domain/index.ts': `export const one = 1`,
      'src/durable/index.ts': `import 'node:fs'\nexport { one } from '../domain/index.ts'`,
      'src/engine/index.ts': `import '@tensorflow/tfjs-core'\nexport { one } from '../durable/index.ts'`,
      'src/library/index.ts': `import 'better-sqlite3'\nexport { one } from '../durable/index.ts'`,
      'src/report/index.ts': `import 'echarts'\nexport { one } from '../domain/index.ts'`,
      'src/host/index.ts': `import '../engine/index.ts'\nimport '../library/index.ts'\nimport '../report/index.ts'`,
      'src/cli/main.ts': `import 'commander'\nimport '../host/index.ts'`,
    }),
  ).toEqual([])
})

it('finds every import that goes against them', async () => {
  expect(
    await findings({
      'src/domain/index.ts': `import 'node:fs'\nimport 'zod'\nimport type { Two } from '../engine/index.ts'\nexport type One = Two`,
      'src/durable/index.ts': `import 'zod'`,
      'src/engine/index.ts': `import 'better-sqlite3'\nimport '../library/index.ts'\nexport type Two = 2`,
      'src/library/index.ts': `import '@tensorflow/tfjs-core'\nimport '../report/index.ts'`,
      'src/report/index.ts': `import 'node:fs'\nimport 'zod'`,
      'src/host/index.ts': `import '../cli/main.ts'\nimport './absent.ts'`,
      'src/cli/main.ts': `import 'electron'`,
    }),
  ).toEqual([
    'domain-runs-anywhere: src/domain/index.ts → fs',
    'domain-runs-anywhere: src/domain/index.ts → zod',
    'durable-needs-node-alone: src/durable/index.ts → zod',
    'electron-in-main: src/cli/main.ts → electron',
    'floor-of-domain: src/domain/index.ts → src/engine/index.ts',
    'floor-of-engine: src/engine/index.ts → src/library/index.ts',
    'floor-of-host: src/host/index.ts → src/cli/main.ts',
    'floor-of-library: src/library/index.ts → src/report/index.ts',
    'no-unresolved: src/host/index.ts → ./absent.ts',
    'report-is-pure: src/report/index.ts → fs',
    'report-is-pure: src/report/index.ts → zod',
    'sqlite-in-library: src/engine/index.ts → better-sqlite3',
    'tensorflow-in-engine: src/library/index.ts → @tensorflow/tfjs-core',
  ])
})

it('finds modules that import each other in a circle', async () => {
  const found = await findings({
    'src/domain/a.ts': `import { b } from './b.ts'\nexport const a = () => b`,
    'src/domain/b.ts': `import { a } from './a.ts'\nexport const b = () => a`,
  })
  expect(found).toContain('no-circle: src/domain/a.ts → src/domain/b.ts')
})
