import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findBrowser } from '../../src/host/browser.ts'
import { printToPdf } from '../../src/host/pdf.ts'
import { renderReport } from '../../src/report/index.ts'
import { candidate, ranking } from '../report/a-ranking.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomalite-test-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

const report = renderReport(
  ranking({
    title: 'Hundred fluorides',
    candidates: Array.from({ length: 100 }, (_, i) => candidate('LiF', { rank: i + 1 })),
  }),
)

const browser = await findBrowser()

describe.skipIf(browser === null)('printToPdf (skipped where no Chromium, Chrome or Edge is found)', () => {
  it.each([
    { paper: 'A4', box: /\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/ },
    { paper: 'Letter', box: /\/MediaBox \[0 0 612 792\]/ },
  ] as const)('prints tagged pages of $paper', async ({ paper, box }) => {
    const path = join(folder, 'report.pdf')
    await printToPdf(report, path, paper)
    const pdf = (await readFile(path)).toString('latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf).toMatch(/\/MarkInfo/)
    expect(pdf).toMatch(/\/StructTreeRoot/)
    expect(pdf).toMatch(box)
    expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)].length).toBeGreaterThanOrEqual(3)
    expect(await readdir(folder)).toEqual(['report.pdf'])
  })

  const reader = spawnSync('pdftotext', ['-v'])
  it.skipIf(reader.error !== undefined)(
    'repeats the table head and numbers every page (skipped without pdftotext)',
    async () => {
      const path = join(folder, 'report.pdf')
      await printToPdf(report, path)
      const pages = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
        .split('\f')
        .slice(0, -1)
      pages.forEach((page, i) => {
        expect(page).toMatch(/Rank\s+Formula\s+RMSE\s+Percentile/)
        expect(page).toMatch(
          new RegExp(`Hundred fluorides · paper network\\s+Page ${i + 1} of ${pages.length}`),
        )
      })
    },
  )
})

describe('printToPdf without a working browser', () => {
  // Macs and Windows machines have browsers outside the search path.
  it.runIf(process.platform === 'linux')('says what to install', async () => {
    vi.stubEnv('ANOMALITE_CHROMIUM', '')
    vi.stubEnv('PATH', folder)
    const path = join(folder, 'report.pdf')
    await expect(printToPdf(report, path)).rejects.toMatchObject({
      code: 'pdf/no-browser',
      message: expect.stringContaining('Install Chromium, Google Chrome or Microsoft Edge'),
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('names the chosen browser when it is missing', async () => {
    vi.stubEnv('ANOMALITE_CHROMIUM', '/nowhere/chromium')
    await expect(printToPdf(report, join(folder, 'report.pdf'))).rejects.toMatchObject({
      code: 'pdf/no-browser',
      message: expect.stringContaining('/nowhere/chromium'),
    })
  })

  it.skipIf(process.platform === 'win32').each([
    { says: 'fails', script: 'echo no display >&2; exit 3' },
    { says: 'ends well and prints nothing', script: 'echo no display >&2' },
  ])('keeps the old file and tells what a browser said that $says', async ({ script }) => {
    const program = join(folder, 'broken')
    await writeFile(program, `#!/bin/sh\n${script}\n`)
    await chmod(program, 0o755)
    vi.stubEnv('ANOMALITE_CHROMIUM', program)
    const path = join(folder, 'report.pdf')
    await writeFile(path, 'the old report')
    await expect(printToPdf(report, path)).rejects.toMatchObject({
      code: 'pdf/browser-failed',
      message: expect.stringContaining('no display'),
    })
    expect(await readFile(path, 'utf8')).toBe('the old report')
  })
})
