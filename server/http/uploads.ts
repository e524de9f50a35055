import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { buffer } from 'node:stream/consumers'
import { Refusal } from '../refusal.ts'
import type { App } from './app-types.ts'
import type { Body } from './form.ts'

export interface Upload {
  body: Body
  /** What was chosen in the form's one file field; null where nothing was. Of a larger file `too-large` is left. */
  file: Buffer | 'too-large' | null
}

/** Lets the pages of this scope take forms with a file. Nothing is written to a disk. */
export function acceptUploads(scope: App, largestFile: number): void {
  void scope.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 12, parts: 14, fieldSize: 100_000, fieldNameSize: 60, fileSize: largestFile },
  })
}

/** A form as it came, with or without a file. What is too large is read to its end, so that what was typed after it is kept. */
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

/** For a form whose token is one of its fields: `preValidation: readForm` reads them before that is checked. */
export async function readForm(request: FastifyRequest): Promise<void> {
  const { body, file } = await readUpload(request)
  request.body = body
  files.set(request, file)
}

/** What came with a form that `readForm` has read. */
export function fileWith(request: FastifyRequest): Upload['file'] {
  return files.get(request) ?? null
}

/** A browser does not keep a file: where something else is to be put right, the file has to be chosen again. */
export function chooseAgain(error: unknown, file: Upload['file'], lost: { field: string; message: string }): unknown {
  if (!(error instanceof Refusal) || error.fields.length === 0 || file === null) return error
  return error.fields.some(({ field }) => field === lost.field) ? error : Refusal.fields([...error.fields, lost])
}

/** A browser sends an empty file without a name where none was chosen. */
async function fileOf({ file, filename }: MultipartFile): Promise<Upload['file']> {
  const bytes = await buffer(file)
  if (file.truncated) return 'too-large'
  return bytes.length === 0 && filename === '' ? null : bytes
}
