import type { ActKind, Direction } from '#ledger/kinds.ts'
import { isPlausible } from '#ledger/when.ts'
import { mailOf } from '../contact-fields.ts'
import type { AccountRef, Row, SameAs } from '../contract.ts'
import { type Fields, fieldsIn, listIn, own, textIn } from '../files/fields.ts'
import { profileKey, safeLink } from '../files/links.ts'
import { type Item, whenIn } from '../files/meta/items.ts'
import { oneLine } from '../files/text.ts'
import { accountOf, personOf } from './accounts.ts'

/** `names`: the present one first, then those the owner had before. */
export type Profile = { account: AccountRef; names: readonly string[]; family: readonly Row[] }

export function profileOf(profile: Fields): Profile | undefined {
  const named = fieldsIn(profile, 'name')
  const name = oneLine(textIn(named, 'full_name') ?? textIn(profile, 'name') ?? '')
  if (name === '') return undefined
  const before = listIn(profile, 'previous_names').map(each => oneLine(textIn(each, 'name') ?? ''))
  const url = safeLink(textIn(profile, 'profile_uri'))
  const familyName = oneLine(textIn(named, 'last_name') ?? '')
  const givenName = oneLine(textIn(named, 'first_name') ?? '')
  const handle = oneLine(textIn(profile, 'username') ?? '')
  const sameAs = [...mailsOf(profile), ...(url ? [pageOf(url)] : [])]
  const account: AccountRef = {
    ...accountOf(name),
    ...(familyName && { familyName }),
    ...(givenName && { givenName }),
    ...(handle && { handle }),
    ...(url && { url }),
    ...(sameAs.length > 0 && { sameAs }),
  }
  return { account, names: [name, ...before.filter(Boolean)], family: familyOf(profile) }
}

const pageOf = (url: string): SameAs => ({ kind: 'url', value: profileKey(url)!, firm: true })

function mailsOf(profile: Fields): SameAs[] {
  const told = fieldsIn(profile, 'emails') ?? profile
  return listIn(told, 'emails')
    .flatMap(each => (typeof each === 'string' ? (mailOf(each) ?? []) : []))
    .map(value => ({ kind: 'mail', value, firm: true }))
}

function familyOf(profile: Fields): Row[] {
  return listIn(profile, 'family_members').flatMap((each): Row[] => {
    const account = personOf(textIn(each, 'name'))
    const relation = oneLine(textIn(each, 'relation') ?? '')
    if (!account) return []
    return [
      {
        ok: true,
        entry: { kind: 'account', account: { ...account, ...(relation && { extra: { relation } }) } },
      },
    ]
  })
}

/** Friends, requests, followers: a name, and since when. */
export function tieRows({ where, value }: Item, act: ActKind, direction: Direction): Row[] {
  const account = personOf(textIn(value, 'name') ?? textIn(value, 'title'))
  if (!account) return [{ ok: false, where, why: 'hidden-member' }]
  const when = whenIn(value, 'timestamp')
  if (when === 'no-date') return [{ ok: true, entry: { kind: 'account', account } }]
  if (when === 'bad-date') return [{ ok: false, where, why: 'bad-date' }]
  // Asked twice is twice an act; a friendship or a following is one, whatever day an export gives for it.
  const times = act === 'invite' ? `:${when.at / 1000}` : ''
  const externalKey = `${act}:${direction}:${account.key}${times}`
  return [{ ok: true, entry: { kind: 'act', act, direction, when, account, externalKey } }]
}

/** An event the owner held is something people can come to; who came is not in the export. */
export function ownEventRow({ where, value }: Item): Row {
  const title = oneLine(textIn(value, 'name') ?? '')
  const created = whenIn(value, 'create_timestamp')
  const when = typeof created === 'string' ? whenIn(value, 'start_timestamp') : created
  if (typeof when === 'string') return { ok: false, where, why: when }
  if (title === '') return { ok: false, where, why: 'empty' }
  const start = Number(own(value, 'start_timestamp'))
  const key = `event:${isPlausible(start * 1000) ? start : when.at / 1000}`
  return { ok: true, entry: { kind: 'work', work: { network: 'facebook', key, title, publishedAt: when } } }
}
