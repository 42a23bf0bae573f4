import type { OwnerId } from '#ledger/ids.ts'
import type { Store } from './open.ts'

/**
 * What touches the world; built once by `openCtx` (server/ctx.ts), overridden by tests. A function that takes `ctx`
 * first touches the world; one that does not is pure.
 */
export type Ctx = {
  store: Store
  owner: OwnerId
  /** Where uploads wait and sockets live. */
  dataDir: string
  /** Milliseconds since 1970. */
  now: () => number
  log: (line: string) => void
}
