import type { PersonId } from '#ledger/ids.ts'
import { addPerson } from '#loop/know/people.ts'
import type { Ctx } from '#store/ctx.ts'

/** Adds people by hand, each a name, or a name with its reading. */
export async function addPeople(
  ctx: Ctx,
  names: readonly (string | { name: string; reading?: string; mail?: string; url?: string })[],
): Promise<PersonId[]> {
  const added: PersonId[] = []
  for (const one of names) added.push(await addPerson(ctx, typeof one === 'string' ? { name: one } : one))
  return added
}
