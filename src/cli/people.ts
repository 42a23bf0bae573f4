import { isId } from '#ledger/ids.ts'
import { folded } from '#ledger/name.ts'
import { Refusal } from '#ledger/refusal.ts'
import { linkPeople, revokeDecision, splitAccount, tellApart } from '#loop/know/decisions.ts'
import { settle } from '#loop/support/up-to-date.ts'
import { loadQueue } from '#screens/queue/load.ts'
import type { Pair, Side } from '#screens/queue/shape.ts'
import { loadSupporters } from '#screens/supporters/load.ts'
import { type Command, type Exit, exits, type Run } from './command.ts'
import { aboutMe, listPrograms, markPrograms } from './people-accounts.ts'
import { table } from './text.ts'

const shownAtMost = 100

/** Who is who, by command: what waits, and the owner's words. Each may be said again; it stands once. */
export const people: Command = {
  name: 'people',
  args: '<match|merge|split|not-same|me|programs|program|person|take-back> [id-or-name...]',
  summary: {
    en: 'who is who: what may be one person, yourself or a program, and your word on it',
    ja: 'だれがだれか：同じ人・ご自分・プログラムかもしれないアカウントの一覧と、ご自分の判断',
  },
  examples: [
    'enishi people match',
    'enishi people merge "佐藤 結衣" "Yui Sato"',
    'enishi people not-same 0b7e… 51c2…',
    'enishi people split 77aa…',
    'enishi people me',
    'enishi people me yes 77aa… 08c1…',
    'enishi people programs',
    'enishi people person 08c1…',
    'enishi people take-back 90dd…',
  ],
  async run(run, [what, ...who]) {
    if (what === 'me') return aboutMe(run, who)
    if (what === 'programs' && who.length === 0) return listPrograms(run)
    if (what === 'program' || what === 'person') return markPrograms(run, who, what === 'program')
    const needs: Record<string, number> = { match: 0, merge: 2, 'not-same': 2, split: 1, 'take-back': 1 }
    if (what === undefined || !Object.hasOwn(needs, what) || who.length !== needs[what]) {
      run.say(run.words.peopleHow)
      return exits.usage
    }
    if (what === 'match') return matched(run)
    const ctx = await run.open()
    if (what === 'take-back') {
      await revokeDecision(ctx, idGiven(who[0]!))
      return told(run, { decisionId: who[0]! }, run.words.tookBack)
    }
    if (what === 'split') {
      const decisionId = await splitAccount(ctx, idGiven(who[0]!))
      return told(run, { decisionId }, run.words.wordKept(decisionId))
    }
    await settle(ctx)
    const ids: string[] = []
    for (const name of who) {
      const id = await personNamed(run, name)
      if (typeof id === 'number') return id
      ids.push(id)
    }
    const decisionId =
      what === 'merge' ? await linkPeople(ctx, ids[0]!, ids[1]!) : await tellApart(ctx, ids[0]!, ids[1]!)
    return told(run, { decisionId }, run.words.wordKept(decisionId))
  },
}

async function told(run: Run, value: { decisionId: string }, text: string): Promise<Exit> {
  await settle(await run.open())
  run.print(value, () => text)
  return exits.ok
}

async function matched(run: Run): Promise<Exit> {
  const ctx = await run.open()
  await settle(ctx)
  const queue = await loadQueue(ctx, { limit: shownAtMost }, run.language)
  run.print(queue, () =>
    queue.pairs.length === 0
      ? run.words.nothingWaits
      : [run.words.pairsWait(queue.total), ...queue.pairs.map(pair => pairText(run, pair))].join('\n'),
  )
  return exits.ok
}

function pairText(run: Run, { chance, sides, evidence, because }: Pair): string {
  const line = (side: Side) => [
    `  ${side.personId}`,
    run.plain(side.name),
    side.accounts
      .map(({ networkTitle, handle }) => run.plain(`${networkTitle} ${handle ?? ''}`.trim()))
      .join(', '),
  ]
  return [
    `${Math.min(99, Math.floor(chance * 100))} %`,
    table(sides.map(line)),
    ...(because ? [`  ${because}`] : []),
    ...evidence
      .filter(({ comparison }) => comparison !== 'prior')
      .map(({ text, bits }) => `  ${bits > 0 ? '＋' : bits < 0 ? '−' : '！'} ${text}`),
  ].join('\n')
}

function idGiven(text: string): string {
  if (!isId(text)) throw new Refusal('not-found')
  return text
}

/** The one person of this id or name; else what to do next was said, and the exit code. */
async function personNamed(run: Run, name: string): Promise<string | Exit> {
  if (isId(name)) return name
  const { people } = await loadSupporters(
    await run.open(),
    { q: name, sort: 'chance', limit: 20 },
    run.language,
  )
  const exact = people.filter(person => folded(person.name) === folded(name))
  const fits = exact.length > 0 ? exact : people
  if (fits.length === 1) return fits[0]!.personId
  if (fits.length === 0) {
    run.say(run.words.noSuchPerson(run.plain(name)))
    return exits.nothingFound
  }
  run.say(
    [
      run.words.several(run.plain(name), fits.length),
      table(fits.map(fit => [fit.personId, run.plain(fit.name)])),
    ].join('\n'),
  )
  return exits.needsConfirmation
}
