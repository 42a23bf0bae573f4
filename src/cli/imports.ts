import { loadImports } from '#screens/imports/load.ts'
import { type Command, exits } from './command.ts'
import { table } from './text.ts'

export const imports: Command = {
  name: 'imports',
  summary: { en: 'list what was imported, newest first', ja: '取り込みの一覧を新しい順に出す' },
  examples: ['enishi imports', 'enishi imports --json'],
  async run(run) {
    const reports = await loadImports(await run.open(), run.language)
    run.print({ imports: reports }, () =>
      reports.length === 0
        ? run.words.noImports
        : table(
            reports.map(report => [
              report.importId,
              report.status,
              report.startedAt?.slice(0, 16).replace('T', ' ') ?? '',
              `+${report.added.acts} / +${report.added.people}`,
              report.networkTitle ?? '',
              run.plain(report.fileName),
            ]),
          ),
    )
    return reports.length === 0 ? exits.nothingFound : exits.ok
  },
}
