import { Refusal } from '#ledger/refusal.ts'
import { mailOf } from '#networks/contact-fields.ts'
import type { Live, LiveAccount, LiveField } from '#networks/live.ts'

const longest = 2_000

/** What was filled in, tidied, with the secrets apart. Throws Refusal: field-wrong naming it, bad-request for a
 * field that there is none of. */
export function checkFields(live: Live, filledIn: Readonly<Record<string, string>>): LiveAccount {
  const settings: Record<string, string> = {}
  const secrets: Record<string, string> = {}
  const names = new Set(live.fields.map(field => field.id))
  for (const name of Object.keys(filledIn)) if (!names.has(name)) refuse(name)
  for (const field of live.fields) {
    const said = (filledIn[field.id] ?? field.value ?? '').trim()
    if (said === '' && field.optional) continue
    const value = said.length <= longest ? tidied(field, said) : undefined
    if (!value) throw new Refusal('field-wrong', { field: field.id, ...field.label })
    if (field.kind === 'secret') secrets[field.id] = value
    else settings[field.id] = value
  }
  return { settings, secrets }
}

function tidied(field: LiveField, said: string): string | undefined {
  switch (field.kind) {
    case 'secret':
      return said
    case 'mail':
      return mailOf(said)
    case 'address':
      return addressOf(said)
    case 'choice':
      return field.choices?.some(({ value }) => value === said) ? said : undefined
    case 'text':
      return /[\u0000-\u001f\u007f]/.test(said) ? undefined : said
  }
}

/** `mstdn.example` is what people type; https is what is meant. */
function addressOf(said: string): string | undefined {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(said) ? said : `https://${said}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || !url.hostname.includes('.'))
    return undefined
  url.hash = ''
  return url.href
}

function refuse(name: string): never {
  throw new Refusal('bad-request', { why: name })
}
