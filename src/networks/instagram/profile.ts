import { mailOf } from '../contact-fields.ts'
import type { AccountRef, SameAs } from '../contract.ts'
import type { Fields } from '../files/fields.ts'
import { labelsOf, mapEntries } from '../files/meta/labels.ts'
import { oneLine } from '../files/text.ts'
import { instagramOf, userOf } from './accounts.ts'
import { nameLabels, userLabels } from './label-words.ts'

export type Profile = { account: AccountRef; user: string; names: readonly string[] }

/** The owner, out of the labelled values of `profile_user`. */
export function profileOf(item: Fields): Profile | undefined {
  const mapped = mapEntries(item)
  const labels: readonly { label: string; value?: string }[] = mapped.length > 0 ? mapped : labelsOf(item)
  const user = userOf(labels.find(({ label, value }) => userLabels.test(label) && userOf(value))?.value)
  if (!user) return undefined
  const name = oneLine(labels.find(({ label }) => nameLabels.test(label))?.value ?? '')
  const mails = new Set(labels.flatMap(({ value }) => (value ? (mailOf(value) ?? []) : [])))
  const account = instagramOf(user, name)
  const sameAs: SameAs[] = [...mails].map(value => ({ kind: 'mail', value, firm: true }))
  return {
    account: { ...account, sameAs: [...account.sameAs!, ...sameAs] },
    user,
    names: [...(name ? [name] : []), user],
  }
}
