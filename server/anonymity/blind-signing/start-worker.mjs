// A worker thread does not inherit the loader that runs TypeScript. So the worker starts in plain JavaScript and registers the loader.
import { register } from 'tsx/esm/api'

register()
const { default: sign } = await import('./sign-worker.ts')
export default sign
