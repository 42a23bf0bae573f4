import { loadLive } from '#screens/sources/live-load.ts'
import { type Command, exits } from './command.ts'
import { table } from './text.ts'

export const live: Command = {
  name: 'live',
  summary: { en: 'list the accounts that are followed live', ja: 'つないであるアカウントの一覧を出す' },
  examples: ['enishi live', 'enishi live --json'],
  async run(run) {
    const { connected, kinds } = await loadLive(await run.open(), run.language)
    run.print({ connected, kinds }, () =>
      connected.length === 0
        ? `${run.words.noLive}\n${table(kinds.map(kind => [`  ${kind.kind}`, kind.title, kind.fields.map(field => field.id).join(' ')]))}`
        : table(
            connected.map(source => [
              source.liveId,
              source.kind,
              run.words[`live-${source.state}`],
              source.followedAt?.slice(0, 16).replace('T', ' ') ?? '',
              `+${source.acts} / +${source.people}`,
              run.plain(source.notice ? `${source.name}  ${source.notice}` : source.name),
            ]),
          ),
    )
    return connected.length === 0 ? exits.nothingFound : exits.ok
  },
}
