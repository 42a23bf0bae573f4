import { run } from '#cli/run.ts'
import type { OutCtx } from '#loop/guard/egress.ts'

export type Typed = { exit: number; out: string; err: string; json(): unknown }

/** Runs one command line as a script would (no terminal), on a ledger that is open already. */
export async function typed(
  ctx: OutCtx | undefined,
  argv: readonly string[],
  more: Partial<{ isTty: boolean; signal: AbortSignal; ask(question: string): Promise<string> }> = {},
): Promise<Typed> {
  let out = ''
  let err = ''
  const exit = await run(argv, {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    isTty: more.isTty ?? false,
    ...(more.ask && { ask: more.ask }),
    signal: more.signal ?? new AbortController().signal,
    ctx,
  })
  return { exit, out, err, json: () => JSON.parse(out) }
}
