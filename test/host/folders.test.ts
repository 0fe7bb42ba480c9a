import { describe, expect, it } from 'vitest'
import { dataFolder, folderName } from '../../src/host/folders.ts'

describe('folderName', () => {
  it.each([
    ['Our positives, 2025', 'our-positives-2025'],
    ['../../etc/passwd', 'etc-passwd'],
    ['試料 A', '試料-a'],
    ['A\u030angstro\u0308m', 'ångström'],
    ['CON', 'con'],
    ['🙂', 'unnamed'],
    ['', 'unnamed'],
    ['x'.repeat(300), 'x'.repeat(80)],
  ])('makes %j the folder %j', (name, folder) => {
    expect(folderName(name)).toBe(folder)
  })
})

describe('dataFolder', () => {
  it('is where ANOMALITE_HOME says', () => {
    expect(dataFolder({ ANOMALITE_HOME: '/lab/anomalite' })).toBe('/lab/anomalite')
  })

  it.runIf(process.platform === 'linux')('follows the XDG convention on Linux', () => {
    expect(dataFolder({ XDG_DATA_HOME: '/home/marie/data' })).toBe('/home/marie/data/anomalite')
  })
})
