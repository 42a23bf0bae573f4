import { owner } from './cast.ts'
import { idOf } from './posts.ts'
import type { Random } from './random.ts'
import type { Happening, Person } from './story.ts'

/** The name as the person shows it online. */
export function shownName(person: Person): string {
  if (person.shown) return person.shown
  const { familyName = '', givenName = '' } = person
  return (person.language === 'ja' ? `${familyName} ${givenName}` : `${givenName} ${familyName}`).trim()
}

export type FediverseName = { server: string; user: string }
export const profileOf = ({ server, user }: FediverseName) => `https://${server}/@${user}`
export const actorOf = ({ server, user }: FediverseName) => `https://${server}/users/${user}`
export const ownProfile = profileOf(owner.fediverse)
export const ownActor = actorOf(owner.fediverse)

/** A network's number for an account: the same person, the same number. */
export const numberOf = (person: Person, digits: number) => String(10 ** (digits - 1) + person.number * 7_919)

const still = { int: () => 0 } as unknown as Random

/** The id of what a person wrote in answer: its moment, as their network writes it. */
export function replyId(happening: Happening, network: 'fediverse' | 'x'): string {
  const id =
    network === 'x' ? idOf(happening.at - 1_288_834_974_657, 22, still) : idOf(happening.at, 16, still)
  return String(BigInt(id) + BigInt(happening.number))
}

/** Text as it stands in HTML and XML. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

export const htmlOf = (text: string) => `<p>${escaped(text).replace(/\n/g, '<br>')}</p>`
