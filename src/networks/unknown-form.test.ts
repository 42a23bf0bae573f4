import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memorySource } from '#tests/sources.ts'
import { networkById } from './all.ts'
import { readSource } from './read-source.ts'

/** What is left out as of an unknown form. */
async function unknownIn(network: string, files: Record<string, string>): Promise<string[]> {
  const found: string[] = []
  const { reader } = networkById(network)!
  for await (const row of readSource(reader, memorySource(files), error => assert.fail(String(error))))
    if (!row.ok && row.why === 'unknown-form') found.push(row.where)
  return found
}

const connections =
  'First Name,Last Name,URL,Email Address,Company,Position,Connected On\nYui,Sato,,,,,08 Feb 2026\n'
const profile = 'First Name,Last Name,Headline\nHanako,Enishi,Printer\n'
const follower =
  '{"string_list_data":[{"href":"https://www.instagram.com/yui","value":"yui","timestamp":1759900100}]}'

test('a file of the export in a form that nobody has seen is told as left out, and an empty one is not', async () => {
  for (const [network, files, unknown] of [
    [
      'linkedin',
      {
        'Connections.csv': connections,
        'Profile.csv': profile,
        'messages.csv': 'Wer,Wem,Wann\nYui,Hanako,gestern\n',
      },
      ['messages.csv'],
    ],
    ['linkedin', { 'Connections.csv': connections, 'messages.csv': 'Wer,Wem,Wann\n' }, []],
    ['linkedin', { 'Connections.csv': connections, 'messages.csv': '' }, []],
    ['linkedin', { 'Connections.csv': connections, 'Skills.csv': 'Name,Level\nBinding,5\n' }, []],
    [
      'instagram',
      {
        'connections/followers_and_following/followers_1.json': `[${follower}]`,
        'connections/followers_and_following/following.json': '{"relationships_of_2030":[{"name":"yui"}]}',
        'your_instagram_activity/likes/liked_posts.json': '{"likes_media_likes":[]}',
      },
      ['connections/followers_and_following/following.json'],
    ],
    [
      'facebook',
      {
        'connections/friends/your_friends.json': '{"friends_v2":[{"name":"Yui","timestamp":1759900100}]}',
        'your_facebook_activity/comments_and_reactions/comments.json': '{"comments_v9":[{"a":1}]}',
      },
      ['your_facebook_activity/comments_and_reactions/comments.json'],
    ],
    [
      'x',
      {
        'data/follower.js':
          'window.YTD.follower.part0 = [{"follower":{"accountId":"1","userLink":"https://x.com/i/user/1"}}]',
        'data/like.js': 'window.YTD.like_v9.part0 = [ {"like": {"tweetId": "1"}} ]',
      },
      ['data/like.js'],
    ],
  ] as [string, Record<string, string>, string[]][])
    assert.deepEqual(await unknownIn(network, files), unknown, `${network} ${Object.keys(files)}`)
})
