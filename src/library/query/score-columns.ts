import { grown } from '../../domain/grown.ts'
import type { Connection } from '../database/connection.ts'
import type { CompoundId, ModelId, ScoreKind } from '../library.ts'
import type { CompoundColumns } from './compound-columns.ts'
import { denseRanks } from './radix-sort.ts'

const rowsPerRead = 20_000
const idsPerRead = 5000

interface ModelScores {
  readonly best: 'low' | 'high'
  /** By position of the compound; NaN where there is none. Longer than there are compounds. */
  values: Float64Array
  /** Places among the distinct values; null after a change. */
  ranks: Uint32Array | null
}

interface ScoreRow {
  readonly id: number
  readonly value: number
}

/** What models said of compounds: each model's scores are read when they are first asked for. */
export class ScoreColumns {
  private readonly connection: Connection
  private readonly compounds: CompoundColumns
  private readonly models = new Map<ModelId, ModelScores>()

  constructor(connection: Connection, compounds: CompoundColumns) {
    this.connection = connection
    this.compounds = compounds
  }

  /** A model's score for each compound by position, NaN where there is none. */
  values(model: ModelId): Float64Array {
    return this.of(model).values
  }

  /** Which of a model's scores are the best: an error is best low, a stability score high. */
  best(model: ModelId): 'low' | 'high' {
    return this.of(model).best
  }

  /** The place of each compound among a model's distinct scores, in ascending order. */
  ranks(model: ModelId): Uint32Array {
    const scores = this.of(model)
    scores.ranks ??= denseRanks(scores.values, this.compounds.count)
    return scores.ranks
  }

  /** Reads the scores of the models in use. */
  prepareActive(): void {
    const active = this.connection.all<{ id: ModelId }>('SELECT id FROM model WHERE active = 1')
    for (const { id } of active) this.ranks(id)
  }

  reread(model: ModelId, compounds: readonly CompoundId[]): void {
    const known = this.models.get(model)
    if (known === undefined) return
    for (let first = 0; first < compounds.length; first += idsPerRead) {
      const some = compounds.slice(first, first + idsPerRead)
      this.compounds.meet(some)
      const rows = this.connection.all<ScoreRow>(
        `SELECT compound_id AS id, score.value FROM json_each(?) AS wanted
         CROSS JOIN score ON score.model_id = ? AND score.compound_id = wanted.value`,
        JSON.stringify(some),
        model,
      )
      this.put(known, rows)
    }
  }

  forget(model: ModelId): void {
    this.models.delete(model)
  }

  private of(model: ModelId): ModelScores {
    const known = this.models.get(model) ?? this.read(model)
    if (known.values.length < this.compounds.count) this.reserve(known)
    if (known.ranks !== null && known.ranks.length < this.compounds.count) known.ranks = null
    return known
  }

  private read(model: ModelId): ModelScores {
    const kind = this.connection.get<{ kind: ScoreKind }>('SELECT kind FROM model WHERE id = ?', model)?.kind
    const best = kind === 'stability' ? 'high' : 'low'
    const scores: ModelScores = { best, values: new Float64Array(), ranks: null }
    this.models.set(model, scores)
    let last = 0
    for (;;) {
      const rows = this.connection.all<ScoreRow>(
        `SELECT compound_id AS id, value FROM score WHERE model_id = ? AND compound_id > ?
         ORDER BY compound_id LIMIT ${rowsPerRead}`,
        model,
        last,
      )
      this.compounds.meet(rows.map(({ id }) => id))
      this.put(scores, rows)
      if (rows.length < rowsPerRead) return scores
      last = rows[rows.length - 1]!.id
    }
  }

  private put(scores: ModelScores, rows: readonly ScoreRow[]): void {
    this.reserve(scores)
    for (const { id, value } of rows) scores.values[this.compounds.index.positionOf(id)] = value
    scores.ranks = null
  }

  private reserve(scores: ModelScores): void {
    const before = scores.values.length
    scores.values = grown(scores.values, this.compounds.count)
    scores.values.fill(Number.NaN, before)
  }
}
