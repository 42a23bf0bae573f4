import type { Source, Told } from '../contract.ts'
import { headBytes, headText } from '../files/head.ts'
import { rootOf } from './car.ts'

const right: Told = {
  en: 'In the Bluesky app: Settings → Account → Export my data → Download CAR file.',
  ja: 'Bluesky のアプリで「設定 → アカウント → 私のデータをエクスポートする → CARファイルをダウンロード」を選んでください。',
}

/** What people bring instead: the chat export, an answer that is an error, an archive of something else. */
export async function mistaken(source: Source): Promise<Told | undefined> {
  for (const file of source.files.slice(0, 20)) {
    const start = (await headText(file, 4_096)).trimStart()
    if (/^\{"error":"(?:Repo|Invalid|Account|Block)\w*"/.test(start))
      return told(
        'This is the answer of a server that could not give the repository, not the repository itself.',
        'これはリポジトリそのものではなく、サーバーが「渡せませんでした」と答えた内容です。',
      )
    if (/"chat\.bsky\.(?:convo|actor)\./.test(start))
      return told(
        'These are messages of Bluesky’s chat, which are kept apart from the repository and cannot be read yet.',
        'これは Bluesky のチャットの記録です。リポジトリとは別のもので、まだ読めません。',
      )
    if (/\.car$/i.test(file.path) && rootOf(await headBytes(file, 1_024)))
      return told(
        'This is a CAR file, but not the repository of an account.',
        'CAR ファイルですが、アカウントのリポジトリではありません。',
      )
  }
  return undefined
}

const told = (en: string, ja: string): Told => ({ en: `${en} ${right.en}`, ja: `${ja}${right.ja}` })
