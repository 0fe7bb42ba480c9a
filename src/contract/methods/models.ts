import { z } from 'zod'
import { LONGEST_NOTE } from '../../domain/model-note.ts'
import { method } from '../method.ts'
import { elementSymbol, fileId, jobId, listId, modelId, name, nothing } from '../values.ts'
import { job } from './jobs.ts'

/** Settings of a training; see the engine's `TrainingSettings`, which adds the layer sizes. */
export const trainingChoice = z.strictObject({
  descriptorMode: z.enum(['documented', 'chemhist-0.1.1']),
  /** Widths of the hidden layers down to the bottleneck, without the bottleneck. */
  encoder: z.array(z.int().min(1).max(8192)).min(1).max(30).readonly(),
  latentSize: z.int().min(1).max(1024),
  bottleneckActivation: z.enum(['relu', 'linear']),
  initialisation: z.enum(['glorot-uniform', 'he-normal']),
  learningRate: z.number().positive().max(1),
  batchSize: z.int().min(1).max(100_000),
  epochs: z.int().min(1).max(100_000),
  patienceEpochs: z.int().min(1).nullable(),
  trainingShare: z.number().gt(0).lt(1),
  seed: z.int().min(0).max(4_294_967_295),
  backend: z.enum(['auto', 'tensorflow', 'wasm']),
})

/** What to train on. Lines at or above the limit never train; they judge the model afterwards. */
export const trainingData = z.strictObject({
  lists: z.array(listId).max(1000),
  /** Adds the positives that a model was trained on and validated with. */
  model: modelId.nullable(),
  maxEnergyAboveHullEvPerAtom: z.number().nullable(),
})

/** What a layer did in an epoch. */
const layerRecord = z.strictObject({
  layer: z.int(),
  gradientNorm: z.number(),
  updateNorm: z.number(),
  /** Share of zero outputs, and units that are zero for every held-out positive; null for linear layers. */
  zeroActivations: z.number().nullable(),
  deadUnits: z.int().nullable(),
})

/** Mean squared errors of held-out in-house and old positives apart; null for a kind of which none is held out. */
const heldOutLosses = z.strictObject({ inHouse: z.number().nullable(), old: z.number().nullable() })

export const epochRecord = z.strictObject({
  epoch: z.int().positive(),
  trainingLoss: z.number(),
  validationLoss: z.number(),
  /** In a retraining. */
  heldOutLosses: heldOutLosses.exactOptional(),
  seconds: z.number(),
  layers: z.array(layerRecord),
})

export const trainingProgress = z.strictObject({
  epoch: z.int(),
  epochs: z.int(),
  step: z.int(),
  stepsPerEpoch: z.int(),
  trainingLoss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  /** After the last finished epoch of a retraining. */
  heldOutLosses: heldOutLosses.exactOptional(),
  samplesPerSecond: z.number(),
  etaSeconds: z.number().nullable(),
})

const auc = z.strictObject({ auc: z.number(), low: z.number(), high: z.number() })

/** What a list of models shows of one of either kind. */
const sharedSummary = z.strictObject({
  id: modelId,
  name: z.string(),
  origin: z.enum(['ready', 'own']),
  /** The one in use of its kind. */
  isActive: z.boolean(),
  createdAt: z.string(),
  trainingPositives: z.int(),
  heldOutPositives: z.int(),
  seed: z.int(),
  /** Held-out positives against a labelled set, where there was one. */
  aucHeldOut: auc.nullable(),
})

/** A model that gives RMSE. */
export const rmseSummary = sharedSummary.extend({
  kind: z.literal('rmse'),
  descriptorMode: z.string(),
  latentSize: z.int(),
  selectedEpoch: z.int(),
  epochs: z.int(),
  engine: z.string(),
  rmse: z.number(),
  rSquaredGlobal: z.number().nullable(),
  rSquaredPerFeature: z.number().nullable(),
  aucAll: auc.nullable(),
})

/** A model that gives stability scores. */
export const stabilitySummary = sharedSummary.extend({
  kind: z.literal('stability'),
  /** Of a second fit, from which whole chemical systems were held out. */
  aucSystemsHeldOut: auc.nullable(),
  /** Compounds of one's own that were added to its tables after it was fitted. */
  addedCompounds: z.int(),
})

export const modelSummary = z.discriminatedUnion('kind', [rmseSummary, stabilitySummary])

const source = z.strictObject({
  description: z.string(),
  maxEnergyAboveHullEvPerAtom: z.number().nullable(),
  attribution: z.array(z.string()),
  fingerprint: z.string(),
})

/** What a person wrote about a model; empty for nothing. */
const note = z.string().max(LONGEST_NOTE)

const rmseDetails = rmseSummary.extend({
  note,
  folder: z.string(),
  settings: trainingChoice.omit({ backend: true }),
  layerSizes: z.array(z.int()),
  source,
  parameters: z.int(),
  history: z.array(z.strictObject({ epoch: z.int(), trainingLoss: z.number(), validationLoss: z.number() })),
  /** Scores of the held-out positives at equally spaced probabilities from 0 to 1. */
  scoreQuantiles: z.array(z.number()),
  evaluationSource: z.string().nullable(),
  /** Name of the model that it was retrained from: `retraining.comparison` tells more. Null for one trained anew. */
  retrainedFrom: z.string().nullable(),
  /** The study of which it was a trial; null for one that comes from none. */
  study: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      /** Whether it is still there, so that `studies.details` takes its id. */
      isThere: z.boolean(),
      kind: z.enum(['search', 'sweep']),
      trial: z.int().positive(),
      /** Complete ones among which it was chosen. */
      completeTrials: z.int().positive(),
    })
    .nullable(),
})

/** How well held-out positives are told from compositions that are not stable. */
const separation = z.strictObject({
  heldOutPositives: z.int(),
  negatives: z.int(),
  /** Null where there were none of either. */
  auc: z.number().nullable(),
})

const stabilityEvaluation = z.strictObject({
  heldOutPositives: z.int(),
  negatives: z.int(),
  auc,
  byElements: z.array(separation.extend({ elements: z.int() })),
  subsets: z.array(separation.extend({ subset: z.string() })),
  /** Share of positives among so many of the highest scores. */
  top: z.array(z.strictObject({ count: z.int(), precision: z.number() })),
})

const stabilityDetails = stabilitySummary.extend({
  note,
  folder: z.string(),
  source,
  trees: z.int(),
  scoreQuantiles: z.array(z.number()),
  evaluation: stabilityEvaluation.nullable(),
  evaluationBySystems: stabilityEvaluation.nullable(),
  /** The model whose trees it has, and the lists whose compounds were added to its tables; null where none were. */
  additions: z.strictObject({ parent: z.string(), lists: z.array(z.string()) }).nullable(),
})

export const modelDetails = z.discriminatedUnion('kind', [rmseDetails, stabilityDetails])

const elementBlock = z.enum(['s', 'p', 'd', 'f'])

/** Shares of the squared error, 0 to 1: of the worst reconstructions and of all. */
const errorShares = z.strictObject({ worst: z.number(), all: z.number() })

/** So many of the worst reconstructions can be asked for. */
export const MOST_WORST = 100

export const worstReconstructions = z.strictObject({
  heldOut: z.int().nonnegative(),
  /** Largest RMSE first; `block` has the largest part of the compound's squared error. */
  worst: z
    .array(
      z.strictObject({
        formula: z.string(),
        rmse: z.number().nonnegative(),
        percentile: z.number().min(0).max(100),
        block: z.string(),
        blockShare: z.number(),
      }),
    )
    .readonly(),
  /** What of the squared error over all held-out positives the worst have. */
  shareOfError: z.number(),
  /** The 39 blocks of the descriptor, in its order. */
  blocks: z.array(errorShares.extend({ label: z.string() })).readonly(),
  /** Elements (`b` null) and pairs of elements by their blocks; null for what belongs to no element. */
  elements: z
    .array(
      errorShares.extend({
        kind: z.strictObject({ a: elementBlock, b: elementBlock.nullable() }).nullable(),
      }),
    )
    .readonly(),
})

const one = z.strictObject({ model: modelId })

/** A folder's name in the bin of models. */
const binnedModel = z.string().min(1).max(250)

export const modelMethods = {
  /** Models of both kinds, ready ones first, then own ones, each by name; and folders that cannot be read, with why. */
  'models.all': method(
    nothing,
    z.strictObject({
      models: z.array(modelSummary),
      broken: z.array(z.strictObject({ id: modelId, message: z.string() })),
    }),
  ),
  'models.details': method(one, modelDetails),
  /** Takes a model into use instead of that of its kind. */
  'models.activate': method(one, modelSummary),
  'models.rename': method(one.extend({ name }), modelSummary),
  /** Puts a note in the place of a model's, ready ones included; returns it as it is kept, without space around it. */
  'models.note': method(one.extend({ note }), z.strictObject({ note })),
  /** Moves an own model's folder to the bin of the data folder; one in use cannot go. */
  'models.remove': method(one, z.strictObject({ binned: binnedModel })),
  /** Takes a model out of the bin again. Throws `model/not-binned`, `model/exists`. */
  'models.restore': method(z.strictObject({ binned: binnedModel }), modelSummary),
  /**
   * Packs a model into one file that `files.read` gives: what `models.import` takes, or a network for `loadLayersModel` of
   * TensorFlow.js. Throws `model/other-kind` for a stability model in the latter.
   */
  'models.export': method(
    one.extend({ format: z.enum(['anomalite', 'tensorflow-js']) }),
    z.strictObject({ file: fileId, fileName: z.string(), bytes: z.int().nonnegative() }),
  ),
  /**
   * Adds the model in a file that was sent; a name that is taken is numbered. Every number in it is checked first:
   * throws `model/broken`, `model/newer`, `model/too-large`, and then nothing has changed.
   */
  'models.import': method(z.strictObject({ file: fileId }), modelSummary),
  /** What the layers did in each epoch of a training. Throws `model/other-kind` for a stability model. */
  'models.diagnostics': method(
    one,
    z.array(z.strictObject({ epoch: z.int(), layers: z.array(layerRecord) })),
  ),
  /**
   * The held-out positives that a model reconstructs worst, and where it errs: in these and in all. Takes seconds the
   * first time. Throws `model/other-kind` for a stability model.
   */
  'models.worst': method(one.extend({ count: z.int().min(1).max(MOST_WORST) }), worstReconstructions),
  /** For the periodic table: how often each element occurs in the training data, and its median RMSE. */
  'models.elements': method(
    z.strictObject({ model: modelId.nullable() }),
    z.array(
      z.strictObject({
        element: elementSymbol,
        compositions: z.int().nonnegative(),
        /** Over the held-out positives with the element; null where there are none, and for stability models. */
        medianRmse: z.number().nullable(),
      }),
    ),
  ),
}

/** What a choice of data comes to. */
export const trainingPreview = z.strictObject({
  /** Distinct compositions to train on and validate with. */
  positives: z.int(),
  /** Entries that repeat a composition. */
  duplicates: z.int(),
  /** At or above the limit: they judge the model, and never train. */
  aboveLimit: z.int(),
  /** Without an energy in a list that has energies: not known to be stable. Lists of positives need none. */
  withoutEnergy: z.int(),
  outsideModel: z.int(),
  unread: z.int(),
  /** Elements in fewer than ten of the positives. */
  rareElements: z.array(z.strictObject({ element: elementSymbol, compositions: z.int() })),
})

export const trainingMethods = {
  /** What a choice of data comes to, before a training. */
  'training.preview': method(trainingData, trainingPreview),
  /** Seconds an epoch and a whole training would take here, measured on a short probe. */
  'training.estimate': method(
    z.strictObject({ positives: z.int().positive(), settings: trainingChoice }),
    z.strictObject({
      backend: z.string(),
      secondsPerEpoch: z.number(),
      secondsInAll: z.number(),
    }),
  ),
  'training.defaults': method(nothing, trainingChoice),
  /**
   * Begins a training as a job. Throws `model/exists`, `training/run-exists`, `training/no-data`, `training/settings`,
   * `library/no-such-list`, `model/unknown`.
   */
  'training.start': method(
    z.strictObject({
      name,
      data: trainingData,
      settings: trainingChoice,
      /** Sources and licences of the data, kept with the model. */
      attribution: z.array(z.string().trim().min(1).max(1000)).max(20),
    }),
    job,
  ),
  /**
   * Ends a training, also one that was interrupted, with the best of its epochs so far.
   * Throws `training/no-epoch` before the first has ended, and `training/no-such-run`.
   */
  'training.finish': method(z.strictObject({ job: jobId }), job),
  /** The epochs so far of a training that is not finished, and where it stands. Throws `training/no-such-run`. */
  'training.curve': method(
    z.strictObject({ job: jobId }),
    z.strictObject({
      name: z.string(),
      settings: trainingChoice,
      epochs: z.array(epochRecord),
      progress: trainingProgress.nullable(),
      /** Null for a plain training. A warm start ends with its last epoch, whatever its losses. */
      retraining: z
        .strictObject({
          parent: z.string(),
          start: z.enum(['warm', 'scratch']),
          /** Warm starts that validate it afterwards, one a fold; each takes as long as the training itself. */
          folds: z.int().nonnegative(),
        })
        .nullable(),
    }),
  ),
}

export type TrainingChoice = z.infer<typeof trainingChoice>
export type TrainingData = z.infer<typeof trainingData>
export type EpochRecord = z.infer<typeof epochRecord>
export type TrainingProgress = z.infer<typeof trainingProgress>
export type ModelSummary = z.infer<typeof modelSummary>
export type RmseSummary = z.infer<typeof rmseSummary>
export type StabilitySummary = z.infer<typeof stabilitySummary>
export type ModelDetails = z.infer<typeof modelDetails>
export type RmseDetails = z.infer<typeof rmseDetails>
export type StabilityDetails = z.infer<typeof stabilityDetails>
export type TrainingPreview = z.infer<typeof trainingPreview>
export type WorstReconstructions = z.infer<typeof worstReconstructions>
export type LayerRecord = z.infer<typeof layerRecord>
