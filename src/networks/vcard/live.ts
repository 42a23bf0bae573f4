import { davOf } from '../files/dav.ts'
import { davFields } from '../files/dav-fields.ts'
import { followDav } from '../files/dav-follow.ts'
import { memoryFiles } from '../files/memory.ts'
import { type Live, LiveTrouble } from '../live.ts'
import { vcard } from './network.ts'
import { readCards } from './read.ts'

/** An address book on a server: iCloud, Fastmail, Nextcloud, Radicale and others that speak CardDAV. */
export const carddavLive: Live = {
  id: 'carddav',
  network: vcard.id,
  title: { en: 'Address book (CardDAV)', ja: 'アドレス帳（CardDAV）' },
  fields: davFields,
  howTo: {
    en: 'Your provider’s help page has the CardDAV address (iCloud: contacts.icloud.com). Make an app password there, so that you can take it back without changing your own.',
    ja: 'CardDAV のアドレスは、お使いのサービスの案内にあります（iCloud は contacts.icloud.com）。パスワードは、あとで取り消せる「アプリ用パスワード」を作ってお使いください。',
  },
  sees: vcard.sees,
  cannotSee: vcard.cannotSee,
  showsSupport: () => 'never',
  everySeconds: 6 * 3600,

  async connect(wire, account) {
    const books = await davOf(wire, account).collections('addressbook')
    if (books.length === 0) throw new LiveTrouble('refused', 'no address book')
    const { server, user } = account.settings
    return { key: `${new URL(server!).host} ${user}`, name: `${user} (${new URL(server!).host})` }
  },

  follow: (wire, account, cursor) =>
    followDav(wire, account, cursor, 'addressbook', files =>
      readCards(
        memoryFiles(
          'carddav',
          files.map(([path, text]) => [withEnding(path, '.vcf'), text]),
        ),
      ),
    ),
}

const withEnding = (path: string, ending: string) =>
  path.toLowerCase().endsWith(ending) ? path : path + ending
