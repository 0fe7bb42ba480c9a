import { expect, it } from 'vitest'
import { moduleText, start } from './processes.ts'

const launchModule = new URL('../../scripts/setup/launch.mjs', import.meta.url).href

/** A launcher that runs the given program text in its place. */
function launch(program: string) {
  const args = JSON.stringify(moduleText(program))
  return start(
    process.execPath,
    moduleText(`const { become } = await import(${JSON.stringify(launchModule)})
      await become(process.execPath, ${args})`),
  )
}

it("hands on the program's output and exit code", async () => {
  const { code, output } = await launch(`console.log('ranked'); process.exitCode = 2`).ended
  expect({ code, output }).toEqual({ code: 2, output: 'ranked\n' })
})

it.each(['SIGINT', 'SIGTERM'] as const)('passes %s on and waits for the program to finish', async signal => {
  const launched = launch(`process.on('${signal}', () => setTimeout(() => {
      console.log('checkpoint written')
      process.exit(5)
    }, 200))
    setInterval(() => {}, 1000)
    console.log('training')`)
  await launched.wrote('training')
  launched.child.kill(signal)
  const { code, output } = await launched.ended
  expect({ code, output }).toEqual({ code: 5, output: 'training\ncheckpoint written\n' })
})

it('ends by the signal that ended the program', async () => {
  const { signal } = await launch(`process.kill(process.pid, 'SIGKILL')`).ended
  expect(signal).toBe('SIGKILL')
})
