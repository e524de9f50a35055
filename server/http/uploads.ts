import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { buffer } from 'node:stream/consumers'
import { Refusal, type FieldMessage } from '../refusal.ts'
import type { App } from './app-types.ts'
import type { Body } from './form.ts'

export interface Upload {
  body: Body
  /** The file of the form's one file field. Null if none was chosen; `too-large` in place of a file over the limit. */
  file: Buffer | 'too-large' | null
}

/**
 * Lets the pages of this scope accept forms with a file. Nothing is written to disk.
 * @param largestFile bytes
 */
export function acceptUploads(scope: App, largestFile: number): void {
  void scope.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 12, parts: 14, fieldSize: 100_000, fieldNameSize: 60, fileSize: largestFile },
  })
}

/** Reads a form with or without a file. Reads a file over the limit to its end, so that the fields after it are not lost. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) return { body: (request.body ?? {}) as Body, file: null }
  const body: Record<string, string> = {}
  let file: Upload['file'] = null
  for await (const part of request.parts()) {
    if (part.type === 'file') file = await fileOf(part)
    else body[part.fieldname] = String(part.value)
  }
  return { body, file }
}

const files = new WeakMap<FastifyRequest, Upload['file']>()

/** For `preValidation` of a form whose CSRF token is a field: reads the fields before the token is checked. */
export async function readForm(request: FastifyRequest): Promise<void> {
  const { body, file } = await readUpload(request)
  request.body = body
  files.set(request, file)
}

/** Returns the file of a form that `readForm` has read. */
export function fileWith(request: FastifyRequest): Upload['file'] {
  return files.get(request) ?? null
}

/**
 * Adds an error to the file field if other fields are refused. A browser does not keep the file, so the person must choose it
 * again.
 */
export function chooseAgain(error: unknown, file: Upload['file'], lost: FieldMessage): unknown {
  if (!(error instanceof Refusal) || error.fields.length === 0 || file === null) return error
  return error.fields.some(({ field }) => field === lost.field) ? error : Refusal.fields([...error.fields, lost])
}

/** A browser sends an empty file without a name if none was chosen. */
async function fileOf({ file, filename }: MultipartFile): Promise<Upload['file']> {
  const bytes = await buffer(file)
  if (file.truncated) return 'too-large'
  return bytes.length === 0 && filename === '' ? null : bytes
}
