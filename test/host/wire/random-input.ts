import fc from 'fast-check'
import { z } from 'zod'

/** As much of JSON Schema as the contract's inputs need. */
interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

const FORMULAS = ['Fe2O3', 'Li10GeP2S12', 'CuSO4·5H2O', 'La0.7Sr0.3MnO3', 'NeF2', 'Xx2', 'Fe2(', '']
const IDS = fc.integer({ min: 1, max: 3 })

/** Inputs in the shape that a schema wants, mostly; and anything else, now and then. */
export function randomInput(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shaped = arbitraryOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Schema)
  return fc.oneof({ weight: 9, arbitrary: shaped }, { weight: 1, arbitrary: fc.anything() })
}

function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(arbitraryOf))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objectOf(schema)
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      })
    case 'string':
      return schema.format === 'uuid' ? fc.uuid() : textOf(schema)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      // What JSON cannot say: the pieces of files.
      return fc.uint8Array({ maxLength: 64 })
  }
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, arbitraryOf(field)]),
  )
  return fc.record(fields, { requiredKeys: [...required] })
}

function textOf({ minLength = 0, maxLength = 50 }: Schema): fc.Arbitrary<string> {
  const random = fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, minLength + 50) })
  return fc.oneof(random, fc.constantFrom(...FORMULAS))
}

function numberOf({ minimum, maximum }: Schema): fc.Arbitrary<number> {
  return fc.oneof(IDS, fc.integer({ min: minimum ?? -5, max: Math.min(maximum ?? 1e9, 1e9) }), fc.double())
}
