import { hash } from 'node:crypto'
import type { ActEntry, Reject, RejectCode, Row, WorkRef } from '../contract.ts'
import { type Fields, fieldsIn, listIn, textIn } from '../files/fields.ts'
import { plainText } from '../files/html-text.ts'
import { safeLink } from '../files/links.ts'
import { type Item, whenIn } from '../files/meta/items.ts'
import { isAddress, type Label, labelsOf } from '../files/meta/labels.ts'
import { type PostKeys, titleOf } from '../files/meta/posts.ts'
import { foldedName } from '../files/text.ts'
import { type Names, personOf } from './accounts.ts'
import { toldBy } from './notifications.ts'
import { targetOf } from './titles.ts'

/** `own`: the owner's names, folded. */
export type Known = { own: ReadonlySet<string>; names: Names }

/** A comment the owner made; the sentence above it says to whom. Comments are written to all who see the post. */
export function commentRow({ where, value }: Item, known: Known): Row {
  const comment = listIn(value, 'data')
    .map(each => fieldsIn(each, 'comment'))
    .find(each => each !== undefined)
  const when = whenIn(value, 'timestamp')
  if (typeof when === 'string') return refused(where, when)
  const target = targetOf(textIn(value, 'title') ?? '', known.own, known.names)
  if (target.kind === 'self') return refused(where, 'own-act')
  const account = target.kind === 'person' ? personOf(target.name) : undefined
  if (!account) return refused(where, 'no-author')
  const text = plainText(textIn(comment, 'comment') ?? '')
  const externalKey = `comment:${when.at / 1000}:${digest(account.key, text)}`
  return kept({
    kind: 'act',
    act: 'comment',
    direction: 'by',
    when,
    account,
    externalKey,
    ...(text && { text }),
  })
}

/**
 * A reaction the owner made, told in a sentence (`A likes B's post.`) or since 2024 in labels. Both stand in newer
 * exports for the same reaction; moment and person make the key.
 */
export function reactionRow({ where, value }: Item, known: Known): Row {
  const when = whenIn(value, 'timestamp')
  if (typeof when === 'string') return refused(where, when)
  const labels = labelsOf(value)
  const title = textIn(value, 'title')
  const named = labels.length > 0 ? authorIn(labels) : undefined
  const target = named
    ? known.own.has(foldedName(named))
      ? ({ kind: 'self' } as const)
      : ({ kind: 'person', name: named } as const)
    : targetOf(title ?? '', known.own, known.names)
  if (target.kind === 'self') return refused(where, 'own-act')
  const account = target.kind === 'person' ? personOf(target.name) : undefined
  if (!account) return refused(where, 'no-author')
  const url = safeLink(labels.find(each => isAddress(each.value))?.value)
  const externalKey = `like:${when.at / 1000}:${account.key}`
  return kept({ kind: 'act', act: 'like', direction: 'by', when, account, externalKey, ...(url && { url }) })
}

const groups =
  /group|グループ|nh[oó]m|gruppe|groupe|grupo|gruppo|groep|grupp|กลุ่ม|群組|小组|그룹|page|ページ|trang|seite/i

/**
 * The author among labels of any language: the name in the last block that is no group, else the plain value that is
 * neither the address nor the reaction, which comes first.
 */
function authorIn(labels: readonly Label[]): string | undefined {
  const blocks = labels.filter(({ within, value }) => within.length > 0 && !isAddress(value))
  const inBlock = blocks.filter(({ within }) => !groups.test(within[0]!)).at(-1)
  if (inBlock || blocks.length > 0) return inBlock?.value
  const plain = labels.filter(({ value }) => !isAddress(value))
  const byLabel = plain.find(({ label }) =>
    /^(?:name|名前|naam|tên|nom|nombre|nome|name der person|이름)$/i.test(label),
  )
  return byLabel?.value ?? plain[1]?.value
}

/** The owner's post as a work, and a mention of each friend tagged in it or on whose timeline it stands. */
export function postRows(
  { where, value }: Item,
  keys: PostKeys,
  kind: 'post' | 'group-post',
  known: Known,
): Row[] {
  const isComment = kind === 'group-post' && listIn(value, 'data').some(each => fieldsIn(each, 'comment'))
  if (isComment) return [commentRow({ where, value }, known)]
  const when = whenIn(value, 'timestamp')
  if (typeof when === 'string') return [refused(where, when)]
  const sentence = textIn(value, 'title')
  const title = titleOf(wordsOf(value) ?? sentence ?? '')
  if (!title && listIn(value, 'attachments').length === 0) return [refused(where, 'empty')]
  const key = keys.next(kind, when.at)
  const url = safeLink(linkIn(value))
  const work: WorkRef = {
    network: 'facebook',
    key,
    ...(url && { url }),
    ...(title && { title }),
    publishedAt: when,
  }
  const rows: Row[] = [{ ok: true, entry: { kind: 'work', work } }]
  const tagged = new Set(listIn(value, 'tags').flatMap(each => textIn(each, 'name') ?? []))
  if (sentence && /timeline|タイムライン|’s profile|'s profile|プロフィール/i.test(sentence)) {
    const target = targetOf(sentence, known.own, known.names)
    if (target.kind === 'person') tagged.add(target.name)
  }
  for (const name of tagged) {
    const account = known.own.has(foldedName(name)) ? undefined : personOf(name)
    if (!account) continue
    const externalKey = `mention:${key}:${account.key}`
    rows.push(kept({ kind: 'act', act: 'mention', direction: 'by', when, account, work, externalKey }))
  }
  return rows
}

function wordsOf(value: Fields): string | undefined {
  const said = listIn(value, 'data').map(each => textIn(each, 'post'))
  const attached = listIn(value, 'attachments').flatMap(each => listIn(each, 'data'))
  const named = attached.flatMap(each => [
    textIn(fieldsIn(each, 'media'), 'description'),
    textIn(fieldsIn(each, 'external_context'), 'name'),
    textIn(fieldsIn(each, 'place'), 'name'),
    textIn(each, 'text'),
  ])
  return [...said, ...named].find(text => text !== undefined)
}

function linkIn(value: Fields): string | undefined {
  return listIn(value, 'attachments')
    .flatMap(each => listIn(each, 'data'))
    .map(each => textIn(fieldsIn(each, 'external_context'), 'url'))
    .find(url => url !== undefined)
}

/** What others did toward the owner, as far as a notification tells it. */
export function notificationRows({ where, value }: Item, known: Known): Row[] {
  const when = whenIn(value, 'timestamp')
  if (typeof when === 'string') return [refused(where, when)]
  const told = toldBy(textIn(value, 'text') ?? '')
  if (!told) return [refused(where, 'unsupported')]
  const url = safeLink(textIn(value, 'href'))
  const rows = new Map<string, Row>()
  for (const name of told.names) {
    const account = known.own.has(foldedName(name)) ? undefined : personOf(name)
    if (!account) continue
    const externalKey = `notification:${when.at / 1000}:${told.act}:${account.key}`
    rows.set(
      externalKey,
      kept({
        kind: 'act',
        act: told.act,
        direction: 'toward',
        when,
        account,
        externalKey,
        ...(url && { url }),
      }),
    )
  }
  return rows.size > 0 ? [...rows.values()] : [refused(where, 'hidden-member')]
}

const digest = (...parts: readonly string[]) => hash('sha256', parts.join('\u0000'), 'hex').slice(0, 16)
const kept = (entry: ActEntry): Row => ({ ok: true, entry })
const refused = (where: string, why: RejectCode): Reject => ({ ok: false, where, why })
