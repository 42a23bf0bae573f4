import { named, type Sender } from './sender.ts'

/**
 * Second-hand: subject of comments and the words of likes from the test mails of Bridgy and granary (2019), the
 * request from a security tool's table (2020). English only; no public source shows the Japanese ones. Facebook's
 * archive has names and no addresses, so the name is the account here, too.
 */
export const facebook: Sender = {
  domains: ['facebookmail.com'],
  tellings: [
    { subject: /^(?<name>.{1,100}?) commented on your post\.?$/, act: 'comment', account: byName },
    { text: /(?:^|\n)(?<name>[^\n:]{1,100}?)\s+likes your\s+post\b/, act: 'like', account: byName },
    { subject: /^(?<name>.{1,100}?) wants to be friends on Facebook\.?$/, act: 'connect', account: byName },
  ],
}

function byName({ name }: { name?: string }) {
  return named('facebook', name)
}
