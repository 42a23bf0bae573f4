import { Refusal } from '#ledger/refusal.ts'
import { listLive } from '#loop/gather/live.ts'
import { followLive, type TurnEnd } from '#loop/gather/live-follow.ts'
import { loadLive } from '#screens/sources/live-load.ts'
import { type Command, exits } from './command.ts'

export const follow: Command = {
  name: 'follow',
  args: '[id]',
  summary: {
    en: 'look for news of one account, or of all',
    ja: 'つないであるアカウントの新しい出来事を今すぐ集める',
  },
  examples: ['enishi follow', 'enishi follow 7 --json'],
  async run(run, [id]) {
    const ctx = await run.open()
    const rows = (await listLive(ctx)).filter(row => id === undefined || String(row.import_no) === id)
    if (id !== undefined && rows.length === 0) throw new Refusal('not-found')
    const ends = new Map<string, TurnEnd>()
    for (const { import_no } of rows) {
      let end: TurnEnd = 'more'
      while (end === 'more' && !run.signal.aborted) end = await followLive(ctx, import_no, run.signal)
      ends.set(String(import_no), end)
    }
    const { connected } = await loadLive(ctx, run.language)
    const shown = connected
      .filter(source => ends.has(source.liveId))
      .map(source => ({ ...source, end: ends.get(source.liveId)! }))
    run.print({ followed: shown }, () =>
      shown.length === 0
        ? run.words.noLive
        : shown
            .map(source =>
              run.words.followed(run.plain(source.name), source.acts, source.people, source.notice ?? ''),
            )
            .join('\n'),
    )
    if (run.signal.aborted) return exits.interrupted
    if (shown.length === 0) return exits.nothingFound
    return shown.some(source => source.end === 'trouble') ? exits.tryLater : exits.ok
  },
}
