import { join } from 'node:path'
import type { Config } from '../config.ts'
import { describeCrash } from '../crash.ts'
import { isThere } from '../db/data-folder.ts'
import { embeddedUrl } from '../db/embedded/cluster.ts'
import { connectionNames } from '../db/connection.ts'
import { answers } from '../db/answers.ts'
import { openDatabase } from '../db/pool.ts'
import { StartProblem } from '../db/start-problem.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { say, type Message } from '../messages/message.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { databaseUrls } from '../run.ts'

export type Undo = (stop: () => Promise<void> | void) => void

/** Runs one terminal command. Closes everything that it opened, and prints an error as one sentence. */
export async function command(work: (undo: Undo) => Promise<void>): Promise<void> {
  const opened: Parameters<Undo>[0][] = []
  try {
    await work((close) => opened.push(close))
  } catch (error) {
    console.error(describeCrash(error))
    process.exitCode = 1
  } finally {
    for (const close of opened.reverse()) await close()
  }
}

/** Prints a sentence of one or several messages. */
export function print(...sentence: readonly Message[]): void {
  console.log(formatSentence(sentence, wordsWithoutRequest()))
}

/**
 * Returns the single file argument of a command.
 * @throws StartProblem
 */
export function fileArgument(name: string): string {
  const [file, ...more] = process.argv.slice(2)
  if (file === undefined || more.length > 0) throw new StartProblem(say('command-one-file', { command: name }))
  return file
}

/**
 * Returns the URL of the database of a running server, or starts the embedded database for this command.
 * @throws StartProblem
 */
export async function databaseInUse(config: Config, undo: Undo): Promise<string> {
  const { DATABASE_URL, DATA_DIR } = config.values
  if (DATABASE_URL !== undefined) return (await databaseUrls(config, undo)).direct
  if (!isThere(join(DATA_DIR, 'postgres'))) throw new StartProblem(say('command-no-database', { folder: DATA_DIR }))
  const url = embeddedUrl(DATA_DIR)
  const database = openDatabase(url, { max: 1, name: connectionNames.command })
  const runs = await answers(database.db)
  await database.close()
  return runs ? url : (await databaseUrls(config, undo)).direct
}
