import type { Language } from '#ledger/language.ts'
import type { Config } from '#server/config.ts'
import type { Ctx } from '#store/ctx.ts'
import type { words } from './words.ts'

/** Exit codes, the same for every command (docs/reference-cli.md). */
export const exits = {
  ok: 0,
  error: 1,
  usage: 2,
  nothingFound: 3,
  needsConfirmation: 4,
  busy: 5,
  tryLater: 75,
  interrupted: 130,
} as const
export type Exit = (typeof exits)[keyof typeof exits]

/** What a command works with. Results go to stdout, talk to stderr. */
export type Run = {
  config: Config
  language: Language
  words: (typeof words)['en']
  json: boolean
  /** Control characters of outside text are shown as they are. */
  raw: boolean
  isTty: boolean
  /** Opens the ledger once; closed when the command ends. */
  open(): Promise<Ctx>
  /** One result: the JSON value with --json, else the text. */
  print(value: unknown, text: () => string): void
  say(line: string): void
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal
}

export type Options = Record<string, string | boolean | undefined>

export type Command = {
  name: string
  /** As commander writes arguments: `<file...>`, `[name]`. */
  args?: string
  summary: Record<Language, string>
  /** Lines that can be typed as they are. */
  examples: readonly string[]
  options?: readonly { flags: string; summary: Record<Language, string> }[]
  run(run: Run, args: string[], options: Options): Promise<Exit>
}
