import { CommanderError, Option as Flag, InvalidArgumentError, Command as Program } from 'commander'
import { type Language, languages } from '#ledger/language.ts'
import { Refusal } from '#ledger/refusal.ts'
import type { RefusalCode } from '#ledger/words.ts'
import type { OutCtx } from '#loop/guard/egress.ts'
import { readConfig, systemLanguage, version } from '#server/config.ts'
import { openCtx } from '#server/ctx.ts'
import { problemOf } from '#server/problem.ts'
import { commands } from './all.ts'
import { type Command, type Exit, exits, type Option, type Options, type Run } from './command.ts'
import { controlsEscaped, controlsOut, plain } from './text.ts'
import { headingIn, usageIn } from './usage.ts'
import { words } from './words.ts'

/** Where a command's output goes; tests bring their own. */
export type Terminal = {
  out(text: string): void
  err(text: string): void
  isTty: boolean
  /** Asks one line of the person at the terminal. */
  ask?(question: string): Promise<string>
  signal: AbortSignal
  /** A ledger that is open already. */
  ctx?: OutCtx
}

/** Runs one command line (without `node enishi`) and returns its exit code. Never throws. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<Exit> {
  const language = languageSaid(argv) ?? systemLanguage()
  let exit: Exit = exits.ok
  const program = programOf(language, terminal, async (command, args, options) => {
    exit = await carryOut(command, args, options, language, terminal)
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    exit = error.exitCode === 0 ? exits.ok : exits.usage
    if (exit === exits.usage && argv.includes('--json'))
      terminal.out(
        `${JSON.stringify({ problem: toldAs(exit, usageIn(language, error.message), language) }, null, 2)}\n`,
      )
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
      .configureOutput({
        writeOut: terminal.out,
        writeErr: terminal.err,
        outputError: (said, write) => write(`${controlsOut(usageIn(language, said).trim())}\n${w.seeHelp}\n`),
      })
      .configureHelp({ styleTitle: title => headingIn(language, title) })
      .helpOption('-h, --help', w.helpOption)
      .showSuggestionAfterError()
  common(program)
    .description(w.about)
    .version(version(), '-V, --version', w.versionOption)
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
      .addOption(new Flag('--lang <language>', w.langOption).choices(languages))
      .option('--raw', w.rawOption)
    for (const option of command.options ?? []) one.addOption(flagOf(option, language))
    one.action(async () => carry(command, one.args, one.opts()))
  }
  return program
}

function flagOf({ flags, summary, whole }: Option, language: Language): Flag {
  const flag = new Flag(flags, summary[language])
  if (whole)
    flag.argParser(said => {
      const number = /^\d{1,9}$/.test(said) ? Number(said) : -1
      if (number >= whole.least && number <= whole.most) return number
      throw new InvalidArgumentError(words[language].wholeNumber(whole.least, whole.most))
    })
  return flag
}

/** What was told as a sentence, as a problem like those of the API. */
function toldAs(exit: Exit, detail: string, language: Language) {
  const refusal =
    exit === exits.nothingFound ? new Refusal('not-found') : new Refusal('bad-request', { why: detail })
  return { ...problemOf(refusal, language, () => {}), detail: controlsOut(detail) }
}

async function carryOut(
  command: Command,
  args: string[],
  options: Options,
  language: Language,
  terminal: Terminal,
): Promise<Exit> {
  const said: string[] = []
  let isPrinted = false
  const say = (line: string) => {
    said.push(line)
    terminal.err(`${controlsOut(line)}\n`)
  }
  const raw = options.raw === true
  const print = (value: unknown, text: () => string) => {
    isPrinted = true
    const json = options.json ? JSON.stringify(value, null, 2) : undefined
    const shown =
      json === undefined ? (raw ? text() : controlsOut(text())) : raw ? json : controlsEscaped(json)
    terminal.out(`${shown}\n`)
  }
  let opened: OutCtx | undefined
  try {
    const config = readConfig({
      language,
      ...(typeof options.data === 'string' && { dataDir: options.data }),
    })
    const run: Run = {
      config,
      language,
      words: words[language],
      json: options.json === true,
      plain: raw ? text => text : plain,
      isTty: terminal.isTty,
      open: async () => terminal.ctx ?? (opened ??= await openCtx(config)),
      print,
      say,
      draw: line => {
        if (terminal.isTty) terminal.err(`\r\u001b[K${plain(line)}`)
      },
      confirm: async (question, yes) => {
        if (yes === true) return true
        if (!terminal.isTty || options.json === true || !terminal.ask) {
          say(`${question} ${words[language].sayYes}`)
          return false
        }
        const answer = await terminal.ask(`${controlsOut(question)} ${words[language].yesOrNo} `)
        if (/^\s*(y|yes|はい|ｙ)\s*$/i.test(answer)) return true
        say(words[language].leftAsItIs)
        return false
      },
      signal: terminal.signal,
    }
    const exit = await command.run(run, args, options)
    if (options.json && exit !== exits.ok && !isPrinted)
      print({ problem: toldAs(exit, said.join('\n'), language) }, () => '')
    return exit
  } catch (error) {
    const problem = problemOf(error, language, say)
    if (options.json) print({ problem }, () => '')
    say(`✗ ${problem.detail}`)
    return exitOf(problem.code)
  } finally {
    await opened?.egress.close()
    await opened?.store.close().catch(() => {})
  }
}

function exitOf(code: RefusalCode): Exit {
  if (code === 'not-found' || code === 'no-such-file' || code === 'not-a-backup') return exits.nothingFound
  if (code === 'bad-request' || code === 'field-wrong' || code === 'bad-setting') return exits.usage
  if (code === 'busy') return exits.busy
  if (['postgres-away', 'server-full', 'disk-full', 'no-space', 'backup-space'].includes(code))
    return exits.tryLater
  return exits.error
}

function languageSaid(argv: readonly string[]): Language | undefined {
  const at = argv.indexOf('--lang')
  const said = at >= 0 ? argv[at + 1] : argv.find(arg => arg.startsWith('--lang='))?.slice(7)
  return languages.find(language => language === said)
}
