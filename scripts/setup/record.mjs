import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { lockFile, recordFile } from './locations.mjs'

/**
 * What set-up found and did: node_modules/.anomalite/setup.json. The engine and `anomalite doctor` read it.
 *
 * @typedef {object} SetupRecord
 * @property {1} format
 * @property {import('./plan.mjs').DependenciesRecord} [dependencies] which lock file node_modules was installed
 *   from: `lockHash` is the SHA-256 of package-lock.json in hexadecimal, `platform` such as linux-x64
 * @property {import('./plan.mjs').TensorflowRecord} [tensorflow]
 *   `ok`: the binding was loaded and multiplied two matrices; `reason`: one line for a person, how it came or why
 *   it is missing; `version`: TensorFlow's own, null when missing; `device`: what the product was computed on;
 *   `libraryPath`: the shared library, null when missing; `environment`: variables that the compute process must
 *   be started with (LD_LIBRARY_PATH for CUDA); `cudaTried`: whether CUDA was asked for; `attemptedAt`: ISO 8601
 * @property {import('./plan.mjs').FailureRecord} [browser] only after a browser could not be installed
 * @property {import('./plan.mjs').FailureRecord} [electron] only after Electron could not be installed
 * @property {Partial<Record<import('./build.mjs').BuildName, string>>} [builds] what lies in out/: the SHA-256 of the
 *   sources it was built from, in hexadecimal
 */

/** @returns {SetupRecord} an empty record when there is none, or none that can be read */
export function readRecord() {
  try {
    const record = JSON.parse(readFileSync(recordFile, 'utf8'))
    if (record?.format === 1) return record
  } catch {
    // Written anew by the set-up that follows.
  }
  return { format: 1 }
}

/** @param {SetupRecord} record */
export function writeRecord(record) {
  mkdirSync(dirname(recordFile), { recursive: true })
  const draft = `${recordFile}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`)
  renameSync(draft, recordFile)
}

/** SHA-256 of package-lock.json, in hexadecimal. */
export function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex')
}
