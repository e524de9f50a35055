// Runs the tasks of a rendering process. A thread does not inherit the TypeScript loader, so it registers the loader here.
// A bundle needs none.
import { parentPort, workerData } from 'node:worker_threads'

if (workerData.endsWith('.ts')) (await import('tsx/esm/api')).register()
const { work } = await import(workerData)

parentPort.on('message', async ({ task }) => {
  try {
    parentPort.postMessage({ result: await work(task) })
  } catch (error) {
    parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
