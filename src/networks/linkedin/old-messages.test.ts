import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { memberKey } from './accounts.ts'
import { linkedin } from './network.ts'

const head = 'FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER'
const lines = [
  'Yui Sato,Hanako Enishi,2019-11-06T02:08:20,,hello,INCOMING,INBOX',
  'Hanako Enishi,"Yui Sato, Maya Lindqvist",2019-11-06T02:10:20,,thanks,OUTGOING,INBOX',
  'Hanako Enishi,Yui Sato,2019-11-07T02:10:20Z,,again,outgoing,ARCHIVE',
  'LinkedIn Member,Hanako Enishi,2019-11-08T02:10:20,,gone,INCOMING,INBOX',
]
const messages = [head, ...lines].join('\n')

const told = async (files: Record<string, string>) => {
  const rows = await rowsOf(linkedin.reader, memorySource(files))
  const acts = entriesOf(rows).flatMap(entry =>
    entry.kind === 'act' && entry.act === 'message'
      ? [`${entry.direction} ${entry.account.name} ${new Date(entry.when.at).toISOString().slice(0, 19)}`]
      : [],
  )
  return { acts, left: rejectsOf(rows) }
}

test('messages of 2019 and 2020 have no addresses; the direction says who the owner is', async () => {
  const wanted = {
    acts: [
      'toward Yui Sato 2019-11-06T02:08:20',
      'by Yui Sato 2019-11-06T02:10:20',
      'by Maya Lindqvist 2019-11-06T02:10:20',
      'by Yui Sato 2019-11-07T02:10:20',
    ],
    left: { 'hidden-member': 1 },
  }
  assert.deepEqual(await told({ 'messages.csv': messages }), wanted)
  const profile = 'First Name,Last Name,Headline\nHanako,Enishi,Printer\n'
  assert.deepEqual(await told({ 'messages.csv': messages, 'Profile.csv': profile }), wanted)
  assert.equal(await linkedin.reader.recognizes(memorySource({ 'a.csv': messages })), true)
})

test('an address longer than any of LinkedIn’s is none', () => {
  assert.equal(memberKey('https://www.linkedin.com/in/yui-sato'), 'in/yui-sato')
  assert.equal(memberKey(`https://www.linkedin.com/in/${'y'.repeat(201)}`), undefined)
  assert.equal(memberKey(`https://www.linkedin.com/in/${'%41'.repeat(24_000)}`), undefined)
})
