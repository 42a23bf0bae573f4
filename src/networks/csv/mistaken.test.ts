import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memorySource } from '#tests/sources.ts'
import { mistakenTable } from './mistaken.ts'

test('a calendar of Outlook as a table is told for what it is, in the language of that Outlook', async () => {
  const told = async (text: string) => (await mistakenTable(memorySource({ 'cal.csv': text })))?.en ?? ''
  const row = 'X,9/5/2026,1:00:00 PM,Hanako,Yui Sato;Ren Takahashi,"two\nlines"\n'
  for (const head of [
    'Subject,Start Date,Start Time,Meeting Organizer,Required Attendees,Description',
    '件名,開始日,開始時刻,会議の開催者,必須出席者,内容',
    'Betreff,Beginnt am,Beginnt um,Besprechungsplanung,Erforderliche Teilnehmer,Beschreibung',
  ])
    assert.match(await told(`${head}\n${row}`), /calendar from Outlook.*\.ics/s, head)
  assert.doesNotMatch(await told('item,Start Date,price\nbook,9/5/2026,100\n'), /Outlook/)
})
