import type { AccountRef } from '../../contract.ts'
import type { Sender } from './sender.ts'

/**
 * Second-hand: one subject, from a public mail sorter's tests (2026). How mails of likes and comments are worded is
 * told by no public source.
 */
export const instagram: Sender = {
  domains: ['mail.instagram.com'],
  tellings: [
    {
      subject: /^(?<user>[\w.]{1,30}) accepted your follow request\.?$/,
      act: 'follow',
      direction: 'by',
      account: ({ user }): AccountRef => ({
        network: 'instagram',
        key: user!.toLowerCase(),
        handle: user,
        url: `https://www.instagram.com/${user}/`,
        sameAs: [{ kind: 'url', value: `instagram.com/${user!.toLowerCase()}`, firm: true }],
      }),
    },
  ],
}
