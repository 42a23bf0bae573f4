import { wireOf } from '#loop/guard/egress.ts'
import type { Row } from '#networks/contract.ts'
import type { Live, LiveAccount } from '#networks/live.ts'
import type { Lab } from './lab.ts'

/** Follows a source once to its end, without a ledger: its rows, and where it stands then. */
export async function turn(
  lab: Lab,
  live: Live,
  account: LiveAccount,
  cursor?: unknown,
  now = Date.parse('2026-11-23T09:00:00Z'),
): Promise<{ rows: Row[]; cursor: unknown; cursors: unknown[] }> {
  const rows: Row[] = []
  const cursors: unknown[] = []
  for await (const page of live.follow(
    wireOf(lab.egress, () => now, new AbortController().signal),
    account,
    cursor,
  )) {
    rows.push(...page.rows)
    cursors.push(JSON.parse(JSON.stringify(page.cursor)))
    if (cursors.length > 500) throw new Error('it never ends')
  }
  return { rows, cursor: cursors.at(-1) ?? cursor, cursors }
}

/** `like toward yui_sato`: acts in short, in an order of their own. */
export const actsIn = (rows: readonly Row[]) =>
  rows
    .flatMap(row => (row.ok && row.entry.kind === 'act' ? [row.entry] : []))
    .map(
      ({ act, direction, account, externalKey }) =>
        `${act} ${direction} ${account.name ?? account.key} ${externalKey}`,
    )
    .sort()

/** An answer of another shape: somewhere in it a field is missing, null, of another type, or one too many. */
export function spoiled(body: unknown, random: () => number): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(body ?? null))
  const places: [parent: Record<string, unknown>, key: string][] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key])
      walk(child)
    }
  }
  walk(copy)
  const strange = [
    null,
    0,
    -1,
    '',
    'x',
    'javascript:alert(1)',
    '\u0000',
    true,
    [],
    {},
    [[[]]],
    'あ'.repeat(5_000),
    1e300,
  ]
  const place = places[Math.floor(random() * places.length)]
  if (!place) return strange[Math.floor(random() * strange.length)]
  const [parent, key] = place
  if (random() < 0.3) delete parent[key]
  else parent[key] = strange[Math.floor(random() * strange.length)]
  return copy
}
