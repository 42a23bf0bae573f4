import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#ledger/refusal.ts'
import {
  addImport,
  cancelImport,
  confirmImport,
  importAsItStands,
  importsBeside,
  pauseTogether,
} from '#loop/gather/imports.ts'
import { runImport } from '#loop/gather/run.ts'
import { refreshSigns } from '#loop/know/signs.ts'
import { partsOf } from '#networks/files/parts.ts'
import { loadJoined } from '#screens/imports/joined-load.ts'
import { loadImport } from '#screens/imports/load.ts'
import type { ImportReport, Joined } from '#screens/imports/shape.ts'
import { countsOfAccounts } from '#screens/me/account-lines.ts'
import type { Ctx } from '#store/ctx.ts'
import { isAway } from '#store/transact.ts'
import { type Command, type Exit, exits, type Run } from './command.ts'

export const importFiles: Command = {
  name: 'import',
  args: '<file...>',
  summary: { en: 'bring files or folders into the ledger', ja: 'ファイルやフォルダを台帳に取り込む' },
  examples: [
    'enishi import mentions.jf2.json',
    'enishi import archive.zip contacts.vcf --json',
    'enishi import other-account.zip --mine',
    'enishi import chat.txt --answer owner=縁花子',
  ],
  options: [
    {
      flags: '--mine',
      summary: {
        en: 'yes, an archive of another account is mine too',
        ja: '別のアカウントのアーカイブも自分のものだと確認する',
      },
    },
    {
      flags: '--answer <id=value...>',
      summary: {
        en: 'answer what a file asks; a value or the words of its label',
        ja: 'ファイルについての質問に答える（値か、表示されている言葉で）',
      },
    },
    {
      flags: '--yes',
      summary: {
        en: 'take the proposed answer to every question',
        ja: 'どの質問にも、示された答えのとおりにする',
      },
    },
  ],
  async run(run, files, options) {
    const ctx = await run.open()
    const done: { report: ImportReport; exit: Exit }[] = []
    const paths = files.map(file => resolve(file))
    for (const path of paths)
      if (!existsSync(path)) throw new Refusal('no-such-file', { path: basename(path) })
    for (const path of await firstParts(paths)) {
      const importNo = await addImport(ctx, { path, name: basename(path) })
      const first = await follow(ctx, run, importNo, options)
      done.push(first)
      // What else lies in it has an import of its own.
      for (const { import_no } of await importsBeside(ctx, await importAsItStands(ctx, importNo)))
        done.push(
          run.signal.aborted
            ? await leftAlone(ctx, run, import_no)
            : await follow(ctx, run, import_no, options),
        )
      if (run.signal.aborted) break
    }
    const joined = new Map<string, Joined>()
    for (const { report } of done)
      joined.set(report.importId, await loadJoined(ctx, Number(report.importId), run.language))
    const shown = done.map(({ report }) => jsonOf(report, joined.get(report.importId)!))
    run.print(files.length === 1 && shown.length === 1 ? shown[0] : shown, () =>
      done.map(({ report }) => textOf(run, report, joined.get(report.importId)!)).join('\n'),
    )
    await sayAsked(ctx, run)
    return done.find(({ exit }) => exit !== exits.ok)?.exit ?? exits.ok
  },
}

/** An import may bring accounts that are the owner's own. */
async function sayAsked(ctx: Ctx, run: Run): Promise<void> {
  if (run.json || run.signal.aborted) return
  await refreshSigns(ctx)
  const { asked, programs } = await countsOfAccounts(ctx)
  if (asked > 0) run.say(run.words.mayBeYours(asked))
  if (programs > 0) run.say(run.words.someArePrograms(programs))
}

/** Parts of one export come in with the first of them that is named. */
async function firstParts(paths: readonly string[]): Promise<string[]> {
  const taken = new Set<string>()
  const first: string[] = []
  for (const path of paths) {
    if (taken.has(path)) continue
    for (const part of await partsOf(path)) taken.add(part)
    first.push(path)
  }
  return first
}

/** What is still to be read when the owner interrupts is paused with the rest. */
async function leftAlone(
  ctx: Ctx,
  run: Run,
  importNo: number,
): Promise<{ report: ImportReport; exit: Exit }> {
  await pauseTogether(ctx, importNo)
  return { report: await loadImport(ctx, importNo, run.language), exit: exits.interrupted }
}

/** How long an interrupted import may take to the border of its chunk. */
const graceMs = 1_000

/** Runs the import here, or, where a running Enishi took it up first, watches it there, until it stands still. */
async function follow(
  ctx: Ctx,
  run: Run,
  importNo: number,
  options: Record<string, unknown>,
): Promise<{ report: ImportReport; exit: Exit }> {
  const hurry = new AbortController()
  // The wish goes first: a run that is told to hurry obeys it.
  const onInterrupt = () =>
    void pauseTogether(ctx, importNo)
      .catch(() => {})
      .finally(() => hurry.abort())
  const cutOff = once(hurry.signal, 'abort').then(() => sleep(graceMs, 'stopped' as const, { ref: false }))
  run.signal.addEventListener('abort', onInterrupt)
  let running = true
  const talk = (async () => {
    for (let shown = ''; run.isTty && running; await sleep(500, undefined, { ref: false })) {
      const report = await loadImport(ctx, importNo, run.language).catch(() => undefined)
      const line = report && progressLine(run, report)
      if (line && line !== shown) run.draw((shown = line))
    }
    run.draw('')
  })()
  try {
    for (let failures = 0; ; ) {
      try {
        const ended = await Promise.race([runImport(ctx, importNo, undefined, hurry.signal), cutOff])
        failures = 0
        if (ended === 'stopped')
          return { report: await loadImport(ctx, importNo, run.language), exit: exits.interrupted }
      } catch (error) {
        if (!isAway(error) || ++failures > 20) throw error
        await sleep(250)
      }
      const report = await loadImport(ctx, importNo, run.language)
      const reading = Number(report.sameAs ?? importNo)
      const answers = answersFor(report, options)
      if (report.status === 'asking' && answers) await confirmImport(ctx, reading, answers)
      else if (report.status === 'asking') {
        await cancelImport(ctx, reading)
        return { report, exit: exits.needsConfirmation }
      } else if (!['waiting', 'reading'].includes(report.status))
        return {
          report,
          exit:
            run.signal.aborted && report.status !== 'done'
              ? exits.interrupted
              : await exitOf(ctx, reading, report),
        }
      if (failures === 0) await sleep(100)
    }
  } finally {
    running = false
    run.signal.removeEventListener('abort', onInterrupt)
    await talk
  }
}

async function exitOf(ctx: Ctx, importNo: number, { status }: ImportReport): Promise<Exit> {
  if (status === 'done') return exits.ok
  const { failure } = await importAsItStands(ctx, importNo)
  return failure?.code === 'disk-full' || failure?.code === 'no-space' ? exits.tryLater : exits.error
}

/**
 * The given answers where they settle what is asked; undefined where the owner is still needed: where nothing was said, or something
 * that cannot be chosen. What may be left out is, once something was said.
 */
function answersFor({ questions }: ImportReport, options: Record<string, unknown>) {
  if (questions.length === 0) return options.mine === true ? {} : undefined
  const given = new Map(
    ((options.answer as string[] | undefined) ?? []).map(text => {
      const at = text.indexOf('=')
      return [text.slice(0, at), text.slice(at + 1)] as const
    }),
  )
  if (given.size === 0 && options.yes !== true) return undefined
  const answers: Record<string, string> = {}
  for (const { id, choices, proposed, optional } of questions) {
    const said = given.get(id)
    const chosen = choices.find(({ value, label }) => value === said || label === said)?.value
    if (said && chosen === undefined) return undefined
    const answer = chosen ?? said ?? (options.yes === true || optional ? (proposed ?? '') : undefined)
    if (answer === undefined || (answer === '' && !optional)) return undefined
    answers[id] = answer
  }
  return answers
}

function progressLine(run: Run, { fileName, progress }: ImportReport): string {
  const percent =
    progress.totalBytes > 0 ? `${Math.floor((100 * progress.bytes) / progress.totalBytes)} %` : '…'
  const left = progress.remainingSeconds === null ? '' : run.words.left(progress.remainingSeconds)
  return run.words.reading(run.plain(fileName), progress.items, percent, left)
}

/** The documented shape of `enishi import --json`. */
function jsonOf(report: ImportReport, joined: Joined) {
  const { importId, added, known, changed, leftOut, leftOutCounts, status, fileName, network, sameAs } =
    report
  const problem = report.message ?? report.question
  return {
    importId,
    added,
    known,
    changed,
    leftOut: leftOut.map(({ where, why }) => ({ where, why })),
    leftOutCounts,
    joined,
    status,
    fileName,
    network,
    sameAs,
    ...(problem !== null && { problem }),
    ...(report.questions.length > 0 && { questions: report.questions }),
  }
}

const choicesShown = 12

const joinedShown = 5

function textOf(run: Run, report: ImportReport, joined: Joined): string {
  const { words, plain } = run
  const asked = ({ id, title, choices, proposed }: ImportReport['questions'][number]) => {
    const shown = choices
      .slice(0, choicesShown)
      .map(({ value, label }) => `${value === proposed ? '*' : ' '} ${plain(label)}`)
    const more = choices.length > choicesShown ? [`  … ${choices.length - choicesShown}`] : []
    return [`  ${plain(title)}  --answer ${id}=…`, ...[...shown, ...more].map(line => `    ${line}`)].join(
      '\n',
    )
  }
  if (report.status === 'failed' || report.status === 'asking')
    return [`✗ ${plain(report.message ?? report.question ?? '')}`, ...report.questions.map(asked)].join('\n')
  if (['paused', 'reading'].includes(report.status)) return words.importStopped(report.importId)
  const lines = [
    words.report(
      report.beside.length > 0 && report.networkTitle
        ? `${plain(report.fileName)} (${report.networkTitle})`
        : plain(report.fileName),
      report.added.acts,
      report.added.people,
      report.known.acts,
      report.known.people,
      report.changed.acts,
    ),
  ]
  if (report.sameAs) lines.push(`  ${words.same(report.sameAs)}`)
  if (joined.total > 0) lines.push(`  ${words.joined(joined.total)}`)
  for (const { name, because, decisionId } of joined.people.slice(0, joinedShown))
    lines.push(`    ${plain(name)}: ${plain(because)} (enishi people take-back ${decisionId})`)
  if (joined.total > joinedShown) lines.push(`    … ${joined.total - joinedShown}`)
  const left = report.leftOutCounts.reduce((sum, { count }) => sum + count, 0)
  if (left > 0) lines.push(`  ${words.leftOut(left)}`)
  for (const { why, count } of report.leftOutCounts) lines.push(`    ${count} × ${why}`)
  return lines.join('\n')
}
