import { isId } from '#ledger/ids.ts'
import { folded } from '#ledger/name.ts'
import { settle } from '#loop/support/up-to-date.ts'
import { loadPerson } from '#screens/person/load.ts'
import type { Person } from '#screens/person/shape.ts'
import { loadSupporters } from '#screens/supporters/load.ts'
import { type Command, exits, type Run } from './command.ts'
import { table } from './text.ts'

export const person: Command = {
  name: 'person',
  args: '<id-or-name...>',
  summary: {
    en: 'one person: figures, accounts with reasons, timeline',
    ja: 'ひとりの記録：見込み、アカウントとその理由、出来事',
  },
  examples: ['enishi person 佐藤 結衣', 'enishi person yui --json', 'enishi person 0b7e…'],
  async run(run, names) {
    const ctx = await run.open()
    await settle(ctx)
    const name = names.join(' ')
    let id = name
    if (!isId(name)) {
      const { people, total } = await loadSupporters(
        ctx,
        { q: name, sort: 'chance', limit: 20 },
        run.language,
      )
      const exact = people.filter(found => found.name === name)
      const alike = people.filter(found => folded(found.name) === folded(name))
      const fits = [exact, alike].find(some => some.length === 1) ?? people
      if (fits.length === 0) {
        run.say(run.words.noSuchPerson(run.plain(name)))
        return exits.nothingFound
      }
      if (fits.length > 1) {
        run.print({ people: fits.map(({ personId, name, reading }) => ({ personId, name, reading })) }, () =>
          [
            run.words.several(run.plain(name), total),
            table(fits.map(fit => [fit.personId, run.plain(fit.name)])),
          ].join('\n'),
        )
        return exits.needsConfirmation
      }
      id = fits[0]!.personId
    }
    const found = await loadPerson(ctx, id, run.language)
    run.print(found, () => textOf(run, found))
    return exits.ok
  },
}

const arrows = { toward: '←', by: '→', between: '↔' } as const

function textOf({ words, plain }: Run, found: Person): string {
  const { name, reading, p, because, accounts, notes, timeline } = found
  return [
    `${plain(name)}${reading ? `（${plain(reading)}）` : ''}${p === null ? '' : `  ${Math.round(p * 100)} %`}`,
    `${words.because}:`,
    ...because.map(line => `  ${line}`),
    `${words.accounts}:`,
    ...accounts.map(account =>
      `  ${account.networkTitle}  ${plain(account.handle ?? account.name ?? '')}  ${account.because.map(({ text }) => plain(text)).join('; ')}`.trimEnd(),
    ),
    ...(notes.length > 0 ? [`${words.notes}:`, ...notes.map(note => `  ${plain(note.text)}`)] : []),
    `${words.timeline}:`,
    table(
      timeline.moments.map(moment => [
        `  ${moment.at.slice(0, 10)}`,
        arrows[moment.direction],
        moment.networkTitle,
        `${moment.sentence} ${plain(moment.text ?? moment.work?.title ?? '').slice(0, 80)}`.trimEnd(),
      ]),
    ),
  ].join('\n')
}
