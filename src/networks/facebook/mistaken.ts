import type { Source, Told } from '../contract.ts'
import { type Site, wrongDownload } from '../files/meta/wrong-download.ts'
import { isInstagram } from './files.ts'

const site: Site = {
  name: 'Facebook',
  folders:
    /(?:^|\/)(?:your_facebook_activity|your_activity_across_facebook|facebook-[^/]+|comments_and_reactions|friends_and_followers|(?:connections\/)?friends|personal_information\/profile_information|posts\/media)\//i,
  isOwnPage: head => !/instagram/i.test(head),
  people: { en: 'friends and messages', ja: '友達やメッセージ' },
  ofPages: {
    en: 'The page of friends alone (connections/friends/your_friends.html) can be brought as it is.',
    ja: '友達の一覧のページ（connections/friends/your_friends.html）だけなら、このまま取り込めます。',
  },
}

/** What a file of Facebook is that holds nothing Enishi can read. */
export async function mistaken(source: Source): Promise<Told | undefined> {
  return isInstagram(source) || /instagram/i.test(source.name) ? undefined : wrongDownload(source, site)
}
