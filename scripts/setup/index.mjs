import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './command.mjs'
import { dependenciesNeed, installDependencies, linkCommand } from './dependencies.mjs'
import { cacheFolder } from './locations.mjs'
import { alone } from './lock.mjs'
import { fetchNode, presentNode } from './node.mjs'
import { tensorflowStep } from './plan.mjs'
import { readRecord, writeRecord } from './record.mjs'
import { setUpTensorflow } from './tensorflow.mjs'

/** @typedef {{ cuda: boolean | undefined, retry: boolean }} Wishes */

/**
 * Makes the checkout ready to run: Node, packages, TensorFlow. Returns at once when it is.
 *
 * @param {Wishes} wishes
 * @returns {Promise<string>} the Node to run the program with
 * @throws {Error} when Node or the packages cannot be had; a missing TensorFlow is told and recorded only
 */
export async function ensureSetUp(wishes) {
  const node = presentNode()
  if (node && isReady(wishes)) return node
  return alone(
    () => setUp(wishes),
    () => say('waiting for another set-up on this machine'),
  )
}

/** @param {Wishes} wishes */
function isReady(wishes) {
  const record = readRecord()
  return dependenciesNeed(record).step === 'keep' && tensorflowNeed(record, wishes) === 'keep'
}

/**
 * @param {import('./record.mjs').SetupRecord} record
 * @param {Wishes} wishes
 */
function tensorflowNeed(record, { cuda, retry }) {
  const recorded = record.tensorflow ?? null
  const libraryPresent = Boolean(recorded?.libraryPath && existsSync(recorded.libraryPath))
  return tensorflowStep({ recorded, wanted: { cuda }, libraryPresent, now: Date.now(), retry })
}

/** @param {Wishes} wishes */
async function setUp(wishes) {
  // Only set-up works there, and there is only this one: whatever lies there was interrupted.
  rmSync(join(cacheFolder(), 'tmp'), { recursive: true, force: true })
  mkdirSync(join(cacheFolder(), 'tmp'), { recursive: true })
  const nodeFile = presentNode() ?? (await fetchNode(`this machine's is ${process.version}`))
  const { step, wanted } = dependenciesNeed(readRecord())
  if (step === 'install') await installDependencies(nodeFile)
  if (step !== 'keep') {
    linkCommand()
    writeRecord({ ...readRecord(), dependencies: wanted })
  }
  if (tensorflowNeed(readRecord(), wishes) === 'set up') {
    const tensorflow = await setUpTensorflow({ nodeFile, ...wishes })
    writeRecord({ ...readRecord(), tensorflow })
    if (tensorflow.ok) say(`${tensorflow.reason}: ready`)
    else
      say(`no TensorFlow, computing with wasm (${tensorflow.reason}); again: node scripts/setup.mjs --retry`)
  }
  return nodeFile
}
