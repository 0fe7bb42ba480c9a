import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { workplaceFor } from './anomalite.ts'

it('says of a data folder that another one has open how to go on, in one sentence', async test => {
  const place = await workplaceFor(test)
  const first = place.start(['serve'])
  first.stderr!.resume()
  try {
    const [line] = await once(createInterface(first.stdout!), 'line')
    expect(line).toMatch(/^Anomalite runs at http/)
    const second = await place.run(['serve'])
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toBe(
      `anomalite: Anomalite is open already on ${place.path('home')}: go on in its window or browser tab, or close it first, or set ANOMALITE_HOME to another folder.\n`,
    )
  } finally {
    first.kill('SIGINT')
    await once(first, 'close')
  }
})
