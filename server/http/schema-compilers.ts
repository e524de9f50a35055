import ajvCompiler from '@fastify/ajv-compiler'
import serializerCompiler from '@fastify/fast-json-stringify-compiler'

/**
 * Compiles the schema of a route when the route is first used. There are hundreds of schemas, and compiling all of them at start
 * took a third of its time.
 */
export const compilersFactory = {
  buildValidator: lazily(ajvCompiler()),
  buildSerializer: lazily(serializerCompiler()),
}

interface Compiled {
  (...args: unknown[]): unknown
  /** A validator stores its errors here. */
  errors?: unknown
}

type Compile = (route: unknown) => Compiled

/** Fastify types the factories for ajv and for fast-json-stringify apart. A lazy one has the same type as the one it delays. */
function lazily<Build extends (...args: never[]) => unknown>(build: Build): Build {
  const lazy = (...args: never[]) => {
    const compile = build(...args) as Compile
    return (route: unknown) => {
      let compiled: Compiled | undefined
      const use: Compiled = (...given) => {
        compiled ??= compile(route)
        const outcome = compiled(...given)
        use.errors = compiled.errors
        return outcome
      }
      return use
    }
  }
  return lazy as unknown as Build
}
