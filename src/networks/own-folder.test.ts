import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { networks } from '#networks/all.ts'
import { facebook } from '#networks/facebook/network.ts'
import { openSource } from '#networks/files/source.ts'
import { instagram } from '#networks/instagram/network.ts'
import { takeout } from '#networks/takeout/network.ts'
import { entriesOf, rowsOf } from '#tests/sources.ts'
import type { Network, Source } from './contract.ts'

const sampleOf = ({ id }: Network, path = '') => join(import.meta.dirname, id, 'sample', path)
const fb = 'facebook-hanako-2026-11-20-Ab12Cd34'
const ig = 'instagram-hanako-2026-11-20-Ab12Cd34'
const youtube = 'Takeout/YouTube and YouTube Music'

/** What people bring instead of the whole: a folder out of it, or a file out of that; with how many entries it tells. */
const brought: [network: Network, path: string, entries: number][] = [
  [facebook, `${fb}/connections`, 7],
  [facebook, `${fb}/connections/friends`, 5],
  [facebook, `${fb}/connections/friends/your_friends.json`, 3],
  [facebook, `${fb}/your_facebook_activity/posts`, 4],
  [facebook, `${fb}/your_facebook_activity/groups`, 2],
  [facebook, `${fb}/your_facebook_activity/messages/inbox/mayalindqvist_1001`, 6],
  [facebook, 'facebook-hanako-2019/friends/friends.json', 2],
  [facebook, 'facebook-hanako-2019/comments', 1],
  [facebook, 'facebook-hanako-2019/likes_and_reactions', 1],
  [instagram, `${ig}/connections/followers_and_following`, 7],
  [instagram, `${ig}/connections/followers_and_following/followers_1.json`, 3],
  [instagram, `${ig}/your_instagram_activity`, 24],
  [instagram, `${ig}/your_instagram_activity/likes`, 3],
  [instagram, `${ig}/your_instagram_activity/comments/post_comments_1.json`, 3],
  [instagram, `${ig}/your_instagram_activity/media`, 5],
  [instagram, `${ig}/your_instagram_activity/story_interactions`, 1],
  [takeout, youtube, 6],
  [takeout, `${youtube}/comments`, 1],
  [takeout, `${youtube}/subscriptions`, 2],
]
for (const [network, path, entries] of brought)
  test(`${network.id}: ${path} by itself is known, by nobody else, and read`, async () => {
    const { source, close } = await openSource(sampleOf(network, path))
    assert.deepEqual(await knowing(source), [network.id])
    assert.equal(entriesOf(await rowsOf(network.reader, source)).length, entries)
    await close()
  })

test('an export of Instagram and one of Facebook, unpacked beside one another: each is read as if it were alone', async () => {
  const parts = [
    [facebook, `${fb}`],
    [instagram, `${ig}`],
    [instagram, 'instagram-old'],
  ] as const
  for (const one of parts.slice(0, 1))
    for (const other of parts.slice(1)) {
      const opened = await Promise.all(
        [one, other].map(([network, path]) => openSource(sampleOf(network, path))),
      )
      const both: Source = {
        name: 'both',
        files: opened.flatMap(({ source }, at) =>
          source.files.map(file => ({ ...file, path: `${at}/${file.path}` })),
        ),
      }
      assert.deepEqual(await knowing(both), ['instagram', 'facebook'])
      for (const [at, [network]] of [one, other].entries()) {
        const told = async (source: Source) => entriesOf(await rowsOf(network.reader, source))
        assert.deepEqual(await told(both), await told(opened[at]!.source))
      }
      for (const each of opened) await each.close()
    }
})

async function knowing(source: Source): Promise<string[]> {
  const found: string[] = []
  for (const { id, reader } of networks) if (await reader.recognizes(source)) found.push(id)
  return found
}
