import type { Language } from '#ledger/language.ts'
import { type RefusalCode, refusals } from '#ledger/words.ts'
import { faultsOfTheFile, type ImportRow } from '#loop/gather/import-row.ts'
import {
  importAsItStands,
  importByNo,
  importsBeside,
  listImports,
  type RejectRow,
  rejectsOf,
} from '#loop/gather/imports.ts'
import { networkById } from '#networks/all.ts'
import { lives } from '#networks/all-live.ts'
import type { RejectCode } from '#networks/contract.ts'
import { words as rejectWords } from '#networks/words.ts'
import type { Ctx } from '#store/ctx.ts'
import type { ImportReport } from './shape.ts'

const leftOutShown = 1000
/** Each of many would name all the others. */
const besideNamed = 5

/** Throws Refusal('not-found'). */
export async function loadImport(ctx: Ctx, importNo: number, language: Language): Promise<ImportReport> {
  const row = await importAsItStands(ctx, importNo)
  const told = row.same_as === null ? row : await importAsItStands(ctx, row.same_as)
  const rejects = await rejectsOf(ctx, told.import_no, leftOutShown)
  return report(ctx, row, told, await importsBeside(ctx, row), rejects, language)
}

export async function loadImports(ctx: Ctx, language: Language): Promise<ImportReport[]> {
  const rows = await listImports(ctx)
  const byNo = new Map(rows.map(row => [row.import_no, row]))
  const together = Map.groupBy(rows, firstOf)
  const beside = (row: ImportRow) =>
    together
      .get(firstOf(row))!
      .filter(other => other !== row)
      .reverse()
  return rows.map(row => report(ctx, row, byNo.get(row.same_as ?? -1) ?? row, beside(row), [], language))
}

/** Every row that was left out, in pieces, for the download. */
export async function* loadLeftOut(ctx: Ctx, importNo: number, language: Language) {
  const row = await importByNo(ctx.store.sql, ctx.owner, importNo)
  for (let after = 0; ; ) {
    const rows = await rejectsOf(ctx, row.same_as ?? importNo, leftOutShown, after)
    if (rows.length === 0) return
    yield rows.map(reject => leftOut(reject, language))
    after = rows.at(-1)!.reject_no
  }
}

/** The import with which this one was brought: itself, where it was the first. */
const firstOf = ({ import_no, beside }: ImportRow) => beside ?? import_no

/** `told`: the import whose reading this one stands for (itself, or an earlier one of the same file). */
function report(
  ctx: Ctx,
  row: ImportRow,
  told: ImportRow,
  beside: readonly ImportRow[],
  rejects: RejectRow[],
  language: Language,
): ImportReport {
  const { counts } = told
  const acts = {
    added: counts.actsAdded ?? 0,
    known: counts.actsKnown ?? 0,
    changed: counts.actsChanged ?? 0,
  }
  const people = { added: counts.peopleAdded ?? 0, known: counts.peopleKnown ?? 0 }
  const again = row !== told
  return {
    importId: String(row.import_no),
    status: again && row.status === 'done' ? told.status : row.status,
    fileName: row.file_name,
    network: told.network,
    networkTitle: titleOf(told, language),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    progress: {
      phase: told.status === 'done' ? 'finished' : told.phase,
      items: told.rows_done,
      bytes: told.bytes_read,
      totalBytes: told.bytes,
      remainingSeconds: remainingSeconds(told, ctx.now()),
    },
    added: again ? { acts: 0, people: 0 } : { acts: acts.added, people: people.added },
    known: again
      ? { acts: acts.added + acts.known + acts.changed, people: people.added + people.known }
      : { acts: acts.known, people: people.known },
    changed: again ? { acts: 0, people: 0 } : { acts: acts.changed, people: 0 },
    leftOut: rejects.map(reject => leftOut(reject, language)),
    leftOutCounts: Object.entries(told.left_counts)
      .map(([code, count]) => ({ code, why: whyLeftOut(code, language), count }))
      .sort((a, b) => b.count - a.count),
    question:
      told.question && told.status === 'asking'
        ? told.question.kind === 'tell'
          ? sentence('asks-first', {}, language)
          : sentence('other-owner', titled(told.question, language), language)
        : null,
    questions: told.status === 'asking' ? questionsOf(told, language) : [],
    message:
      told.failure && told.status === 'failed'
        ? sentence(told.failure.code, told.failure.facts, language)
        : null,
    canResume: ['paused', 'failed', 'cancelled'].includes(row.status) && !isBeyondHelp(row),
    sameAs: row.same_as === null ? null : String(row.same_as),
    beside: beside.slice(0, besideNamed).map(other => ({
      importId: String(other.import_no),
      fileName: other.file_name,
      networkTitle: titleOf(other, language),
    })),
    besideCount: beside.length,
  }
}

/** A file on the owner's own disk may be put right in its place; a copy cannot, and is gone. */
const isBeyondHelp = ({ status, own_copy, failure }: ImportRow) =>
  status === 'failed' && own_copy && faultsOfTheFile.includes(failure?.code ?? '')

function leftOut({ place, code, detail }: RejectRow, language: Language) {
  return {
    where: place,
    why: detail ? `${whyLeftOut(code, language)} (${detail})` : whyLeftOut(code, language),
    code,
  }
}

const whyLeftOut = (code: string, language: Language) => rejectWords[language][code as RejectCode] ?? code

function sentence(code: string, facts: Record<string, string | number>, language: Language): string {
  const words = refusals[language][code as RefusalCode] ?? refusals[language]['import-failed']
  return typeof words === 'string' ? words : words(facts)
}

function questionsOf({ question }: ImportRow, language: Language): ImportReport['questions'] {
  if (question?.kind !== 'tell') return []
  return question.questions.map(({ id, title, choices, proposed = null, optional = false }) => ({
    id,
    title: title[language],
    choices: choices.map(({ value, label }) => ({
      value,
      label: typeof label === 'string' ? label : label[language],
    })),
    proposed,
    optional,
  }))
}

function titled(question: Extract<ImportRow['question'], { kind: 'whose' }>, language: Language) {
  return { ...question, network: networkById(question.network)?.title[language] ?? question.network }
}

/** Some networks are only followed and have no files. */
function titleOf({ network, export: key }: ImportRow, language: Language): string | null {
  // Before it is looked at the first word of the key tells.
  const id = network ?? key.split(' ', 1)[0]!
  return (networkById(id) ?? lives.find(live => live.network === id))?.title[language] ?? null
}

/** By the pace since reading last began anew; nothing is said in the first two seconds. */
function remainingSeconds(row: ImportRow, now: number): number | null {
  const read = row.bytes_read - row.pace_bytes
  if (row.status !== 'reading' || !row.pace_at || read <= 0) return null
  const seconds = (now - row.pace_at.getTime()) / 1000
  if (seconds < 2) return null
  return Math.max(0, Math.round((seconds * (row.bytes - row.bytes_read)) / read))
}
