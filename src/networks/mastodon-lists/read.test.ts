import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { fediverseRef } from '../files/profiles.ts'
import { reader } from './read.ts'

const header = 'Account address,Show boosts,Notify on new posts,Languages\n'
const accounts = async (files: Record<string, string>, more = {}) =>
  entriesOf(await rowsOf(reader, { ...memorySource(files), ...more })).flatMap(entry =>
    entry.kind === 'account' ? [entry] : [],
  )

test('an address is the account that its profile page is, and its pages are only likely', async () => {
  const [entry] = await accounts(
    { 'a.csv': `${header}Yui_Sato@MSTDN.example,true,false,\n` },
    { madeAt: 1_790_000_000_000 },
  )
  assert.equal(entry?.account.key, fediverseRef('https://mstdn.example/users/yui_sato')?.key)
  assert.equal(entry?.account.handle, '@yui_sato@mstdn.example')
  assert.deepEqual(entry?.account.sameAs, [
    { kind: 'url', value: 'mstdn.example/@yui_sato', firm: false },
    { kind: 'url', value: 'mstdn.example/users/yui_sato', firm: false },
  ])
  assert.equal(entry?.asOf?.at, 1_790_000_000_000)
})

test('old files without a header are told by the end of their path and what is in them', async () => {
  const old = 'yui_sato@mstdn.example\nriku_k@social.example\n'
  assert.equal((await accounts({ 'export/following_accounts.csv': old })).length, 2)
  for (const path of ['mails.csv', 'x/contacts.csv'])
    assert.equal(await reader.recognizes(memorySource({ [path]: old })), false)
  for (const [path, text] of [
    ['lists.csv', 'a,b\nc,d\n'],
    ['bookmarks.csv', 'title,url\nx,https://a.example\n'],
    ['followers.csv', 'name,since\nx,2026\n'],
  ] as const)
    assert.equal(await reader.recognizes(memorySource({ [path]: text })), false, path)
})

test('whom the owner mutes and blocks is not in the ledger', async () => {
  const files = {
    'blocked_accounts.csv': 't_watanabe@mstdn.example\n',
    'muted.csv': 'Account address,Hide notifications\nt_watanabe@mstdn.example,true\n',
  }
  const rows = await rowsOf(reader, memorySource(files))
  assert.deepEqual([entriesOf(rows).length, rejectsOf(rows)], [0, { private: 2 }])
  assert.equal(JSON.stringify(rows).includes('t_watanabe'), false)
})

test('the owner’s own account is nobody else’s', async () => {
  const own = { names: [], accounts: [{ network: 'fediverse', key: 'https://mstdn.example/users/hanako' }] }
  assert.deepEqual(await accounts({ 'a.csv': `${header}hanako@mstdn.example,true,false,\n` }, { own }), [])
})
