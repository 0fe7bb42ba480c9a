/** The thread that finds nearest compounds: what it computes would hold up the thread that serves the window. */
import { parentPort } from 'node:worker_threads'
import { NearestCompounds } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { NearestRequest, NearestResponse } from './protocol.ts'

const compounds = new NearestCompounds()

parentPort?.on('message', (request: NearestRequest) => {
  parentPort?.postMessage(answer(request))
})

function answer(request: NearestRequest): NearestResponse {
  try {
    return { id: request.id, output: carryOut(request) }
  } catch (error) {
    // Anything else is a defect: it ends the thread, and the client tells.
    if (!(error instanceof AnomaliteError)) throw error
    const { code, message, details } = error
    return { id: request.id, error: { code, message, details } }
  }
}

function carryOut({ method, input }: NearestRequest) {
  switch (method) {
    case 'add':
      return compounds.add(input.formulas)
    case 'remove':
      compounds.remove(input.formulas)
      return null
    case 'nearest':
      return compounds.nearest(input.composition, input.count, input.without)
  }
}
