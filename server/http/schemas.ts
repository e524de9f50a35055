import Type, { type TNull, type TSchema, type TSchemaOptions, type TUnion } from 'typebox'

/** The schema of a value or null. */
export function orNull<Schema extends TSchema>(schema: Schema, options: TSchemaOptions = {}): TUnion<[Schema, TNull]> {
  return Type.Union([schema, Type.Null()], options)
}
