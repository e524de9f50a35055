import { requestBatcher } from '../concurrency/request-batcher.ts'
import { proveClaims } from './queries.ts'

/**
 * Tries a code and, if it is right, spends the address's claim on a request. Concurrent requests of a letter share one
 * transaction.
 */
export const proveClaim = requestBatcher(proveClaims)
