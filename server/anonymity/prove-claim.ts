import { requestBatcher } from '../concurrency/request-batcher.ts'
import { proveClaims } from './queries.ts'

/** Tries a code, and where it is right spends its address's claim on a request. Those who come at once share a transaction. */
export const proveClaim = requestBatcher(proveClaims)
