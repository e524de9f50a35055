// A worker thread does not inherit the loader that runs TypeScript: it starts here, in plain JavaScript.
import { register } from 'tsx/esm/api'

register()
await import('./sign-worker.ts')
