/**
 * The kinds of act the ledger knows, with the number each is stored under. Numbers are never reused.
 *
 * `supports`: counts as support when it is directed toward the owner.
 * `speaks`: the person said or passed something on (the `com` feature of the support model: comments, mentions,
 * quotes and reposts, not likes, bookmarks and RSVPs).
 * `passesOn`: brings others (share, introduction, purchase: what makes an advocate).
 * `mutual`: takes two, and is nobody's doing: lists of connections and friends, cards and meetings do not say who began.
 * Who asked for it, where that is known, is an `invite` of its own.
 */
export const actKinds = {
  like: { code: 1, supports: true, speaks: false, passesOn: false, mutual: false },
  share: { code: 2, supports: true, speaks: true, passesOn: true, mutual: false },
  comment: { code: 3, supports: true, speaks: true, passesOn: false, mutual: false },
  reply: { code: 4, supports: true, speaks: true, passesOn: false, mutual: false },
  mention: { code: 5, supports: true, speaks: true, passesOn: false, mutual: false },
  bookmark: { code: 6, supports: true, speaks: false, passesOn: false, mutual: false },
  attend: { code: 7, supports: true, speaks: false, passesOn: false, mutual: false },
  introduce: { code: 8, supports: true, speaks: true, passesOn: true, mutual: false },
  endorse: { code: 9, supports: true, speaks: false, passesOn: false, mutual: false },
  recommend: { code: 10, supports: true, speaks: true, passesOn: false, mutual: false },
  inquire: { code: 11, supports: true, speaks: true, passesOn: false, mutual: false },
  buy: { code: 12, supports: true, speaks: false, passesOn: true, mutual: false },
  message: { code: 13, supports: false, speaks: false, passesOn: false, mutual: false },
  follow: { code: 14, supports: false, speaks: false, passesOn: false, mutual: false },
  connect: { code: 15, supports: false, speaks: false, passesOn: false, mutual: true },
  invite: { code: 16, supports: false, speaks: false, passesOn: false, mutual: false },
  card: { code: 17, supports: false, speaks: false, passesOn: false, mutual: true },
  meet: { code: 18, supports: false, speaks: false, passesOn: false, mutual: true },
  arrive: { code: 19, supports: false, speaks: false, passesOn: false, mutual: false },
  thank: { code: 20, supports: false, speaks: false, passesOn: false, mutual: false },
} as const satisfies Record<string, KindRule>

export type KindRule = {
  code: number
  supports: boolean
  speaks: boolean
  passesOn: boolean
  mutual: boolean
}
export type ActKind = keyof typeof actKinds

/**
 * `toward`: by the person, toward the owner. `by`: by the owner, toward the person. `between`: of both, which is neither
 * given nor received.
 */
export type Direction = 'toward' | 'by' | 'between'
export const directions = { toward: 1, by: 2, between: 3 } as const satisfies Record<Direction, number>

/** How an act stands in the ledger, whichever side a source lists it on. */
export const directionKept = (kind: ActKind, told: Direction): Direction =>
  actKinds[kind].mutual ? 'between' : told

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
  return code === directions.by ? 'by' : code === directions.between ? 'between' : 'toward'
}

/** Codes of the kinds that count as support. */
export const supportCodes: readonly number[] = (Object.keys(actKinds) as ActKind[])
  .filter(kind => actKinds[kind].supports)
  .map(kind => actKinds[kind].code)
