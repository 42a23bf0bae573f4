/**
 * The kinds of act the ledger knows, with the number each is stored under. Numbers are never reused.
 *
 * `supports`: counts as support when it is directed toward the owner.
 * `speaks`: the person said or passed something on (the `com` feature of the support model: comments, mentions,
 * quotes and reposts, not likes, bookmarks and RSVPs).
 * `passesOn`: brings others (share, introduction, purchase: what makes an advocate).
 */
export const actKinds = {
  like: { code: 1, supports: true, speaks: false, passesOn: false },
  share: { code: 2, supports: true, speaks: true, passesOn: true },
  comment: { code: 3, supports: true, speaks: true, passesOn: false },
  reply: { code: 4, supports: true, speaks: true, passesOn: false },
  mention: { code: 5, supports: true, speaks: true, passesOn: false },
  bookmark: { code: 6, supports: true, speaks: false, passesOn: false },
  attend: { code: 7, supports: true, speaks: false, passesOn: false },
  introduce: { code: 8, supports: true, speaks: true, passesOn: true },
  endorse: { code: 9, supports: true, speaks: false, passesOn: false },
  recommend: { code: 10, supports: true, speaks: true, passesOn: false },
  inquire: { code: 11, supports: true, speaks: true, passesOn: false },
  buy: { code: 12, supports: true, speaks: false, passesOn: true },
  message: { code: 13, supports: false, speaks: false, passesOn: false },
  follow: { code: 14, supports: false, speaks: false, passesOn: false },
  connect: { code: 15, supports: false, speaks: false, passesOn: false },
  invite: { code: 16, supports: false, speaks: false, passesOn: false },
  card: { code: 17, supports: false, speaks: false, passesOn: false },
  meet: { code: 18, supports: false, speaks: false, passesOn: false },
  arrive: { code: 19, supports: false, speaks: false, passesOn: false },
  thank: { code: 20, supports: false, speaks: false, passesOn: false },
} as const satisfies Record<string, KindRule>

export type KindRule = { code: number; supports: boolean; speaks: boolean; passesOn: boolean }
export type ActKind = keyof typeof actKinds

/** `toward`: by the person, toward the owner. `by`: by the owner, toward the person. */
export type Direction = 'toward' | 'by'
export const directions = { toward: 1, by: 2 } as const satisfies Record<Direction, number>

const byCode = new Map<number, ActKind>(
  (Object.keys(actKinds) as ActKind[]).map(kind => [actKinds[kind].code, kind]),
)

/** The kind stored under a number; throws on a number no version of Enishi has written. */
export function kindOfCode(code: number): ActKind {
  const kind = byCode.get(code)
  if (!kind) throw new Error(`unknown kind of act: ${code}`)
  return kind
}

export function directionOfCode(code: number): Direction {
  return code === directions.by ? 'by' : 'toward'
}

/** Codes of the kinds that count as support. */
export const supportCodes: readonly number[] = (Object.keys(actKinds) as ActKind[])
  .filter(kind => actKinds[kind].supports)
  .map(kind => actKinds[kind].code)
