import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Findings that keep somebody from using what the page shows, once it is at rest. */
export async function seriousFindings(page: Page): Promise<string[]> {
  for (let before: string | null = null; ; ) {
    const findings = await findingsNow(page)
    // What was dimmed or half faded in as it was looked at is no fault: a fault is found once more.
    if (findings.length === 0 || findings.join() === before) return findings
    before = findings.join()
  }
}

async function findingsNow(page: Page): Promise<string[]> {
  // What is being read anew is dimmed.
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.evaluate(async () => {
    const passing = () =>
      document
        .getAnimations()
        .filter(
          ({ playState, effect }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        )
    while (passing().length > 0) await Promise.allSettled(passing().map(({ finished }) => finished))
  })
  // Evaluated by the debugger, which the page's policy against foreign scripts does not bind.
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
}
