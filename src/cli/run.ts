import { CommanderError, Command as Program } from 'commander'
import { type Language, languages } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import { type Config, readConfig } from '#server/config.ts'
import { openCtx } from '#server/ctx.ts'
import { problemOf } from '#server/problem.ts'
import type { Ctx } from '#store/ctx.ts'
import { commands } from './all.ts'
import { type Command, type Exit, exits, type Options, type Run } from './command.ts'
import { words } from './words.ts'

/** Where a command's output goes; tests bring their own. */
export type Terminal = {
  out(text: string): void
  err(text: string): void
  isTty: boolean
  signal: AbortSignal
  /** A ledger that is open already. */
  ctx?: Ctx
}

/** Runs one command line (without `node enishi`) and returns its exit code. Never throws. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<Exit> {
  const language = languageSaid(argv) ?? readConfig({ dataDir: '' }).language
  let exit: Exit = exits.ok
  const program = programOf(language, terminal, async (command, args, options) => {
    exit = await carryOut(command, args, options, language, terminal)
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    exit = error.exitCode === 0 ? exits.ok : exits.usage
  }
  return exit
}

type Carry = (command: Command, args: string[], options: Options) => Promise<void>

function programOf(language: Language, terminal: Terminal, carry: Carry): Program {
  const w = words[language]
  const program = new Program('enishi')
  const common = (one: Program) =>
    one
      .exitOverride()
      .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
      .helpOption('-h, --help', w.helpOption)
      .showSuggestionAfterError()
  common(program)
    .description(w.about)
    .version(readConfig({ dataDir: '' }).version, '-V, --version', w.versionOption)
    .helpCommand(false)
    .addHelpText(
      'before',
      `${w.examples}\n  enishi start\n  enishi import archive.zip\n  enishi supporters\n`,
    )
  for (const command of commands) {
    const one = common(program.command(command.args ? `${command.name} ${command.args}` : command.name))
      .description(command.summary[language])
      .addHelpText('before', `${w.examples}\n${command.examples.map(line => `  ${line}`).join('\n')}\n`)
      .option('--json', w.jsonOption)
      .option('--data <dir>', w.dataOption)
      .option('--lang <ja|en>', w.langOption)
      .option('--raw', w.rawOption)
    for (const { flags, summary } of command.options ?? []) one.option(flags, summary[language])
    one.action(async () => carry(command, one.args, one.opts()))
  }
  return program
}

async function carryOut(
  command: Command,
  args: string[],
  options: Options,
  language: Language,
  terminal: Terminal,
): Promise<Exit> {
  const config: Config = readConfig({
    language,
    ...(typeof options.data === 'string' && { dataDir: options.data }),
  })
  let opened: Ctx | undefined
  const print = (value: unknown, text: () => string) =>
    terminal.out(`${options.json ? JSON.stringify(value, null, 2) : text()}\n`)
  const run: Run = {
    config,
    language,
    words: words[language],
    json: options.json === true,
    raw: options.raw === true,
    isTty: terminal.isTty,
    open: async () => terminal.ctx ?? (opened ??= await openCtx(config)),
    print,
    say: line => terminal.err(`${line}\n`),
    signal: terminal.signal,
  }
  try {
    return await command.run(run, args, options)
  } catch (error) {
    const problem = problemOf(error, language, run.say)
    if (options.json) print({ problem }, () => '')
    run.say(`✗ ${problem.detail}`)
    return exitOf(error)
  } finally {
    await opened?.store.close().catch(() => {})
  }
}

function exitOf(error: unknown): Exit {
  if (!(error instanceof Refusal)) return exits.error
  if (error.code === 'not-found') return exits.nothingFound
  if (error.code === 'busy') return exits.busy
  if (error.code === 'postgres-away') return exits.tryLater
  return exits.error
}

function languageSaid(argv: readonly string[]): Language | undefined {
  const at = argv.indexOf('--lang')
  const said = at >= 0 ? argv[at + 1] : argv.find(arg => arg.startsWith('--lang='))?.slice(7)
  return languages.find(language => language === said)
}
