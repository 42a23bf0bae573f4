import { hash, randomBytes } from 'node:crypto'
import { Recent } from './recent.ts'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type OwnerId = Id<'owner'>
export type PersonId = Id<'person'>
export type AccountId = Id<'account'>
export type WorkId = Id<'work'>
export type ActId = Id<'act'>
export type DecisionId = Id<'decision'>

/**
 * Ids of accounts, works and acts are derived from what they are (SHA-256, first 128 bits, written as a UUID),
 * so that reading the same archive twice writes the same rows, in any order, on any machine.
 */
export const accountIdOf = remembered((network, key) => derived('account', network, key) as AccountId)
export const workIdOf = (network: string, key: string) => derived('work', network, key) as WorkId
/** `externalKey` is unique within its network (see networks/contract.ts). */
export const actIdOf = (network: string, externalKey: string) =>
  uuidOfHex(actDigest(network, externalKey)) as ActId
/** An act's id as its 32 hexadecimal digits. */
export const actDigest = (network: string, externalKey: string): string =>
  hashText(`act\u0000${network}\u0000${externalKey}`).slice(0, 32)
export const decisionIdOf = (a: AccountId, b: AccountId, why: string) =>
  (a < b ? derived('decision', a, b, why) : derived('decision', b, a, why)) as DecisionId

/** The same few people come up again and again in an archive. */
function remembered<T>(idOf: (network: string, key: string) => T): (network: string, key: string) => T {
  const known = new Recent<string, T>(30_000)
  return (network, key) => {
    const name = `${network}\u0000${key}`
    let id = known.get(name)
    if (id === undefined) known.set(name, (id = idOf(network, key)))
    return id
  }
}

function derived(...parts: string[]): string {
  return uuidOfHex(hashText(parts.join('\u0000')))
}

/** SHA-256 of a text, in hexadecimal. */
export function hashText(text: string): string {
  return hash('sha256', text, 'hex')
}

/** A new id that sorts by the time it was made (UUID version 7). `now`: ms since 1970. */
export function newId<T extends string>(now: number): T {
  const time = Math.floor(now).toString(16).padStart(12, '0')
  const random = randomBytes(10).toString('hex')
  const variant = ((Number.parseInt(random[4]!, 16) & 3) | 8).toString(16)
  return uuidOfHex(`${time}7${random.slice(1, 4)}${variant}${random.slice(5)}`) as T
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isId(text: string): boolean {
  return uuidShape.test(text)
}

function uuidOfHex(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
