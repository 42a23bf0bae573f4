import { birthdayOf, mailOf, phoneOf } from './contact-fields.ts'
import type { AccountRef, SameAs } from './contract.ts'
import { plainText } from './files/html-text.ts'
import { profileKey } from './files/links.ts'
import { columnWord } from './files/table.ts'
import { foldedName, oneLine } from './files/text.ts'
import { fullName, isFamilyFirst, keyName, shownName, type WholeName } from './names.ts'

/** What a column says of a person. */
export type PersonRole =
  | 'name'
  | 'family'
  | 'given'
  | 'middle'
  | 'suffix'
  | 'reading'
  | 'familyReading'
  | 'givenReading'
  | 'mail'
  | 'company'
  | 'title'
  | 'phone'
  | 'url'
  | 'birthday'
  | 'note'

/** Position of a column to what it says. Of mails, telephones and pages there may be several. */
export type PersonColumns = ReadonlyMap<number, PersonRole>

const synonyms: Record<PersonRole, string> = {
  name: '氏名 名前 お名前 ご氏名 姓名 フルネーム 宛名 参加者名 参加者氏名 申込者名 お客様名 担当者名 代表者名 name fullname displayname contactname attendeename attendee participantname participant guestname membername buyername customername 表示名 anzeigename nomàafficher nombrepúblico',
  family:
    '姓 苗字 名字 氏名姓 お名前姓 姓名姓 名前姓 lastname familyname surname attendeelastname 参加者姓 nachname',
  given: '名 氏名名 お名前名 姓名名 名前名 firstname givenname forename attendeefirstname 参加者名名 vorname',
  middle: 'ミドルネーム middlename additionalname secondname',
  suffix: 'suffix namesuffix generation suffixname 敬称接尾辞 世代',
  reading:
    'フリガナ よみ 読み よみがな 読み仮名 読みがな カナ 氏名カナ 氏名フリガナ 氏名よみ 氏名よみがな お名前カナ お名前フリガナ 名前カナ 名前フリガナ 名前よみ カナ氏名 kana namekana reading furigana phoneticname',
  familyReading:
    '姓カナ 姓フリガナ 姓よみ 姓よみがな セイ 氏名姓カナ 氏名カナ姓 フリガナ姓 カナ姓 姓名姓カナ lastnamekana phoneticlastname familynamekana familynameyomi lastnamereading',
  givenReading:
    '名カナ 名フリガナ 名よみ 名よみがな メイ 氏名名カナ 氏名カナ名 フリガナ名 カナ名 姓名名カナ firstnamekana phoneticfirstname givennamekana givennameyomi firstnamereading',
  mail: 'email mail メール メールアドレス eメール eメールアドレス 電子メール 電子メールアドレス 連絡先メールアドレス 参加者メールアドレス 申込者メールアドレス emailaddress mailaddress primaryemail secondaryemail primaryemailaddress secondaryemailaddress primäreemailadresse sekundäreemailadresse zweiteemailadresse weitereemailadresse メインのメールアドレス 予備のメールアドレス alternateemail otheremail 第1メールアドレス 第2メールアドレス 別のメールアドレス 追加のメールアドレス homeemail workemail personalemail email1 email2 email3 email4 email1address email2address email3address 電子メール2アドレス 電子メール3アドレス メールアドレス2 attendeeemail participantemail buyeremail emailprimary emailadresse',
  company:
    '会社 会社名 所属 所属先 所属会社 所属団体 所属組織 勤務先 勤務先名 会社勤務先 組織 組織名 団体 団体名 法人名 企業名 貴社名 御社名 屋号 店名 company companyname organization organisation organizationname affiliation employer firma',
  title: '役職 役職名 肩書 肩書き jobtitle title position',
  phone:
    '電話 電話番号 tel telephone phone phonenumber 携帯 携帯電話 携帯番号 携帯電話番号 mobile mobilephone cellphone tel会社 tel部門 tel直通 直通電話番号 会社電話番号 businessphone businessphone2 homephone primaryphone 自宅電話 自宅電話番号 会社電話 勤務先電話 勤務先電話番号 勤務先電話2',
  url: 'url web webサイト webページ ウェブ ウェブサイト ホームページ サイト ホームページurl サイトurl 会社url website homepage webpage profileurl linkedin twitter profile プロフィール プロフィールurl',
  birthday: '誕生日 生年月日 お誕生日 birthday birthdate dateofbirth dob',
  note: 'メモ 備考 ノート 名刺メモ note notes memo remarks',
}

const roleByWord = new Map(
  (Object.keys(synonyms) as PersonRole[]).flatMap(role =>
    synonyms[role].split(' ').map(word => [columnWord(word), role] as const),
  ),
)

export const personRole = (column: string): PersonRole | undefined => roleByWord.get(columnWord(column))

/** Columns by the names they are usually given, in Japanese and English; of names and companies, the first of each. */
export function personColumns(head: readonly string[]): PersonColumns {
  const columns = new Map<number, PersonRole>()
  const seen = new Set<PersonRole>()
  for (const [index, cell] of head.entries()) {
    const role = personRole(cell)
    if (!role || (seen.has(role) && !several.has(role))) continue
    seen.add(role)
    columns.set(index, role)
  }
  return columns
}

/** Columns whose whole text is in a field; telephone numbers, middle names and what stands behind names are kept as written, too. */
export const fieldsOf = (columns: PersonColumns): number[] =>
  [...columns].flatMap(([index, role]) => (asWritten.has(role) ? [] : [index]))

const asWritten: ReadonlySet<PersonRole> = new Set(['phone', 'middle', 'suffix'])

const several: ReadonlySet<PersonRole> = new Set(['mail', 'phone', 'url'])

/** A person as a row tells of them; `account` lacks only its network and key. */
export type RowPerson = {
  name: string | undefined
  /** The name by which it is the same person in every file. */
  keyed: string | undefined
  mails: readonly string[]
  phones: readonly string[]
  account: Omit<AccountRef, 'network' | 'key'>
}

export function personOf(cells: readonly string[], columns: PersonColumns): RowPerson {
  const positions = positionsIn(columns)
  const values = (role: PersonRole) => positions[role]?.map(index => cells[index] ?? '') ?? []
  const line = (role: PersonRole) => oneLine(values(role).find(text => text.trim()) ?? '')
  const [family, given] = partsOf(line('family'), line('given'), line('name'))
  const [familyReading, givenReading] = partsOf(line('familyReading'), line('givenReading'), line('reading'))
  const parts = { family, given, middle: line('middle'), suffix: line('suffix') }
  const name =
    (family || given ? shownName(formattedOf(line('name'), parts), parts) : line('name')) || undefined
  const keyed =
    (line('family') || line('given') ? keyName(fullName(family, given), line('suffix')) : line('name')) ||
    undefined
  const mails = unique(values('mail').flatMap(text => text.split(/[,;\s]+/).map(mailOf)))
  const phones = unique(values('phone').map(phoneOf))
  const links = unique(values('url').flatMap(text => text.trim().split(/\s+/).map(profileKey)))
  const sameAs: SameAs[] = [
    ...mails.map(value => ({ kind: 'mail' as const, value, firm: true })),
    ...links.map(value => ({ kind: 'url' as const, value, firm: false })),
  ]
  const account = stated({
    name,
    familyName: family,
    givenName: given,
    familyReading: familyReading || line('reading'),
    givenReading,
    organization: line('company'),
    title: line('title'),
    birthday: birthdayOf(line('birthday')),
    note: plainText(values('note').find(Boolean) ?? ''),
  })
  return { name, keyed, mails, phones, account: { ...account, ...(sameAs.length > 0 && { sameAs }) } }
}

/** A display name beside the parts, as far as it is made of them: a column `name` may tell of something else. */
function formattedOf(formatted: string, { family = '', given = '' }: WholeName): string {
  const [shown, ...parts] = [formatted, family, given].map(foldedName)
  return parts.some(part => part !== '' && shown!.includes(part)) ? formatted : ''
}

const positionsOf = new WeakMap<PersonColumns, Partial<Record<PersonRole, number[]>>>()

/** Positions by role: asked for with every row, made once a table. */
function positionsIn(columns: PersonColumns): Partial<Record<PersonRole, number[]>> {
  const known = positionsOf.get(columns)
  if (known) return known
  const positions: Partial<Record<PersonRole, number[]>> = {}
  for (const [index, role] of columns) (positions[role] ??= []).push(index)
  positionsOf.set(columns, positions)
  return positions
}

/**
 * All filled columns that have no field of their own, by their names as they stand, and telephone numbers in one form
 * under `TEL`. Undefined when there are none.
 */
export function extraOf(
  head: readonly string[],
  cells: readonly string[],
  columns: ReadonlySet<number>,
  phones: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const extra = new Map<string, string>()
  if (phones.length > 0) extra.set('TEL', phones.join('\n'))
  for (const [index, name] of head.entries()) {
    const text = plainText(cells[index] ?? '')
    const column = oneLine(name)
    if (text && column && column !== '__proto__' && !columns.has(index)) extra.set(column, text)
  }
  return extra.size > 0 ? Object.fromEntries(extra) : undefined
}

/** Family and given name where the file tells them apart, or where a Japanese name has one space. */
function partsOf(family: string, given: string, whole: string): [family?: string, given?: string] {
  if (family || given) return [family || undefined, given || undefined]
  const parts = whole.split(' ')
  return parts.length === 2 && isFamilyFirst(whole) ? [parts[0], parts[1]] : []
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter(value => value !== undefined))]
}

/** Only what is filled. */
function stated<T extends Record<string, string | undefined>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text)) as Partial<T>
}
