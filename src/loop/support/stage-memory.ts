import type { ActColumns } from './act-rows.ts'
import { type StageState, stages } from './model/stage.ts'

/** A person's stage as stored: `members` tells which accounts it was reached with. */
export type StageRow = { person_id: string; members: string | null; stage: number; below: number }

/** Stages of people as they were composed once: person and members → stage, times below, day (since 1970). */
export type FormerStages = Record<string, [stage: number, below: number, day: number]>

const keptDays = 90
const keptAtMost = 5_000

/**
 * The stages that people had with the accounts that they have now. A stage is reached by a person as composed: what a
 * merge did to it is undone with the merge, and found again when the merge is made again.
 *
 * `isToday`: "two computations running" means two days; a stage does not fall because an import made several in a minute.
 */
export function stagesOf(
  { people, members }: Pick<ActColumns, 'people' | 'members'>,
  rows: readonly StageRow[],
  former: FormerStages,
  day: number,
  isToday: boolean,
): { now: Map<string, StageState>; former: FormerStages } {
  const composed = new Map(people.map((person, i) => [person, keyOf(person, members[i] ?? null)]))
  const current = new Set(composed.values())
  const now = new Map<string, StageState>()
  const left: [string, FormerStages[string]][] = []
  for (const { person_id, members, stage, below } of rows) {
    const key = keyOf(person_id, members)
    if (composed.get(person_id) === key)
      now.set(person_id, { stage: stages[stage]!, low: isToday ? 0 : below })
    else left.push([key, [stage, isToday ? 0 : below, Math.floor(day)]])
  }
  for (const [person, key] of composed) {
    const known = former[key]
    if (known && !now.has(person)) now.set(person, { stage: stages[known[0]]!, low: known[1] })
  }
  const young = Object.entries(former).filter(([, [, , since]]) => day - since < keptDays)
  const kept = [...new Map([...young, ...left])].filter(([key]) => !current.has(key))
  return { now, former: Object.fromEntries(kept.slice(-keptAtMost)) }
}

const keyOf = (person: string, members: string | null) => (members === null ? person : `${person} ${members}`)
