import type { Language } from '#ledger/language.ts'
import type { Counts } from '#loop/gather/chunk-write.ts'
import { listLive } from '#loop/gather/live.ts'
import type { LiveRow } from '#loop/gather/live-row.ts'
import { liveById, lives } from '#networks/all-live.ts'
import type { Ctx } from '#store/ctx.ts'
import { words } from './live-load-words.ts'
import type { LiveKind, LiveSource, LiveSources } from './shape.ts'

/** What is followed and how it stands, and what could be. */
export async function loadLive(ctx: Ctx, language: Language): Promise<LiveSources> {
  const rows = await listLive(ctx)
  const imports = await ctx.store.sql<{ import_no: number; counts: Partial<Counts> }[]>`
    select import_no, counts from import
    where owner_id = ${ctx.owner} and import_no = any(${rows.map(row => row.import_no)}::int[])`
  const counts = new Map(imports.map(row => [row.import_no, row.counts]))
  return {
    connected: rows.map(row => shown(row, counts.get(row.import_no) ?? {}, language)),
    kinds: lives.map(live => ({
      kind: live.id,
      title: live.title[language],
      howTo: live.howTo[language],
      sees: live.sees.map(told => told[language]),
      cannotSee: live.cannotSee.map(told => told[language]),
      fields: live.fields.map((field): LiveKind['fields'][number] => ({
        id: field.id,
        label: field.label[language],
        hint: field.hint?.[language] ?? null,
        kind: field.kind,
        choices: (field.choices ?? []).map(({ value, label }) => ({ value, label: label[language] })),
        value: field.value ?? null,
        optional: field.optional ?? false,
      })),
    })),
  }
}

function shown(row: LiveRow, counts: Partial<Counts>, language: Language): LiveSource {
  const state =
    row.state === 'token-lost' || row.state === 'refused'
      ? row.state
      : row.notice
        ? 'away'
        : row.followed_at === null
          ? 'filling'
          : 'following'
  return {
    liveId: String(row.import_no),
    kind: row.kind,
    title: liveById(row.kind)?.title[language] ?? row.kind,
    name: row.name,
    state,
    done: row.done,
    followedAt: row.followed_at?.toISOString() ?? null,
    nextAt: row.next_at?.toISOString() ?? null,
    notice: row.notice && words[language][row.notice.code](row.notice.why),
    acts: counts.actsAdded ?? 0,
    people: counts.peopleAdded ?? 0,
  }
}
