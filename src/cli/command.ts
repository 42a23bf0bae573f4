import type { Language } from '#ledger/language.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import type { Config } from '#server/config.ts'
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
  /** Outside text on one line; with --raw as it is. */
  plain(text: string): string
  isTty: boolean
  /** Opens the ledger once; closed when the command ends. */
  open(): Promise<OutCtx>
  /** One result: the JSON value with --json, else the text. */
  print(value: unknown, text: () => string): void
  say(line: string): void
  /**
   * Before something is taken away for good: asks at a terminal; elsewhere, and with --json, refuses without --yes. Answers whether to
   * go on; what was said when not is said already.
   */
  confirm(question: string, yes: unknown): Promise<boolean>
  /** Draws one line of progress over the last one; '' takes it away. Only at a terminal. */
  draw(line: string): void
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal
}

export type Options = Record<string, string | number | boolean | undefined>

export type Option = {
  flags: string
  summary: Record<Language, string>
  /** Whole numbers from `least` to `most` and nothing else. */
  whole?: { least: number; most: number }
}

export type Command = {
  name: string
  /** As commander writes arguments: `<file...>`, `[name]`. */
  args?: string
  summary: Record<Language, string>
  /** Lines that can be typed as they are. */
  examples: readonly string[]
  options?: readonly Option[]
  run(run: Run, args: string[], options: Options): Promise<Exit>
}
