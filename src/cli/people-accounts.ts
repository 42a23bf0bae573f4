import { isId } from '#ledger/ids.ts'
import { Refusal } from '#ledger/refusal.ts'
import { type About, sayOfAccounts } from '#loop/know/account-words.ts'
import { settle } from '#loop/support/up-to-date.ts'
import { loadOwnAccounts } from '#screens/me/load.ts'
import type { AccountLine } from '#screens/me/shape.ts'
import { loadPrograms } from '#screens/programs/load.ts'
import { type Exit, exits, type Run } from './command.ts'

/** `people me`: which accounts may be the owner's; `yes` and `no` with accounts, or `all` of those that are asked about. */
export async function aboutMe(run: Run, [verdict, ...ids]: readonly string[]): Promise<Exit> {
  const ctx = await run.open()
  if (verdict === undefined) {
    await settle(ctx)
    const all = await loadOwnAccounts(ctx, run.language)
    const { askedOwn, noneAskedOwn, ownOnes } = run.words
    run.print(all, () =>
      [
        all.total === 0 ? noneAskedOwn : askedOwn(all.total),
        ...all.likely.map(line => lineText(run, line)),
        ...(all.own.length > 0 ? [ownOnes, ...all.own.map(line => lineText(run, line))] : []),
      ].join('\n'),
    )
    return exits.ok
  }
  if ((verdict !== 'yes' && verdict !== 'no') || ids.length === 0) return howTo(run)
  if (ids.length === 1 && ids[0] === 'all') {
    await settle(ctx)
    const { likely } = await loadOwnAccounts(ctx, run.language)
    return say(
      run,
      'own',
      likely.map(line => line.accountId),
      verdict === 'yes',
    )
  }
  return say(run, 'own', ids, verdict === 'yes')
}

/** `people programs`: the accounts that are in no figure. */
export async function listPrograms(run: Run): Promise<Exit> {
  const ctx = await run.open()
  await settle(ctx)
  const all = await loadPrograms(ctx, run.language)
  const { programsAre, noPrograms } = run.words
  run.print(all, () =>
    [
      all.total === 0 ? noPrograms : programsAre(all.total),
      ...all.programs.map(line => lineText(run, line)),
    ].join('\n'),
  )
  return exits.ok
}

/** `people program` and `people person`, each with accounts. */
export async function markPrograms(run: Run, ids: readonly string[], verdict: boolean): Promise<Exit> {
  return ids.length === 0 ? howTo(run) : say(run, 'program', ids, verdict)
}

async function say(run: Run, about: About, ids: readonly string[], verdict: boolean): Promise<Exit> {
  const ctx = await run.open()
  for (const id of ids) if (!isId(id)) throw new Refusal('not-found')
  const decisionIds = await sayOfAccounts(
    ctx,
    about,
    ids.map(accountId => ({ accountId, verdict })),
  )
  await settle(ctx)
  run.print({ decisionIds }, () =>
    decisionIds.length === 0
      ? run.words.noneAskedOwn
      : decisionIds.map(id => run.words.wordKept(id)).join('\n'),
  )
  return exits.ok
}

function howTo(run: Run): Exit {
  run.say(run.words.peopleHow)
  return exits.usage
}

function lineText(run: Run, { accountId, name, networkTitle, handle, acts, because }: AccountLine): string {
  const what = [networkTitle, handle].filter(part => part !== null).join(' ')
  return [
    `  ${accountId}  ${run.plain(name)}  (${run.plain(what)}, ${run.words.actsOf(acts)})`,
    ...because.map(reason => `    ${run.plain(reason)}`),
  ].join('\n')
}
