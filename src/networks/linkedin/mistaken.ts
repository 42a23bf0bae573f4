import type { Source, Told } from '../contract.ts'
import { headText } from '../files/head.ts'

const right: Told = {
  en: 'On LinkedIn: Settings → Data privacy → Get a copy of your data → the larger archive.',
  ja: 'LinkedIn で「設定 → データプライバシー → データのコピーを取得」から、大きいほうのアーカイブを選んでください。',
}

/** Files of an archive in which nobody else occurs: what comes when only some boxes were ticked. */
const ownFiles =
  /(?:^|\/)(?:Ad_Targeting|Registration|Positions|Education|Skills|Learning|Logins|SearchQueries|PhoneNumbers|Profile(?: Summary)?|Email Addresses|Inferences_about_you|Receipts(?:_v2)?|LearningCoachMessages|Security Challenges)(?:_\d+)?(?: ?\(\d+\))?\.csv$/i
const ofLinkedin =
  /^(?:Member Age,|Registered At,|First Name,Last Name,Maiden Name|Company Name,Title,Description,Location,Started On|School Name,Start Date,End Date|Content Title,|Login Date,|Extension,Number,Type|Email Address,Confirmed|No conversations found)/

/** What people bring instead: only some files of the archive, a profile as PDF, the figures of the analytics page. */
export async function mistaken(source: Source): Promise<Told | undefined> {
  if (source.files.some(({ path }) => /(?:^|\/)xl\/workbook\.xml$/.test(path))) {
    const words = source.files.find(({ path }) => /(?:^|\/)xl\/sharedStrings\.xml$/.test(path))
    const text = words ? await headText(words) : ''
    if (/impressions/i.test(text) && /linkedin\.com|engagements/i.test(text))
      return told(
        'These are figures from LinkedIn’s analytics page. They count, but do not say who it was.',
        'これは LinkedIn のアナリティクスの集計です。数はありますが、だれがしたかは入っていません。',
      )
  }
  for (const file of source.files.slice(0, 100)) {
    const start = await headText(file, 2_048)
    if (source.files.length === 1 && start.startsWith('%PDF') && /linkedin/i.test(await headText(file)))
      return told(
        'This is a profile saved as a PDF: it shows one person, and nothing of who did what.',
        'これはプロフィールを保存した PDF です。ひとりの紹介だけで、だれが何をしたかは入っていません。',
      )
    if ((ownFiles.test(file.path) || source.files.length === 1) && ofLinkedin.test(start))
      return told(
        'This comes from LinkedIn, but only from the parts in which nobody else occurs; connections and messages are missing.',
        'LinkedIn のファイルですが、ほかの人が出てこない部分だけです。つながりやメッセージが入っていません。',
      )
  }
  return undefined
}

const told = (en: string, ja: string): Told => ({ en: `${en} ${right.en}`, ja: `${ja}${right.ja}` })
