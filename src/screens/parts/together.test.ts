import assert from 'node:assert/strict'
import { test } from 'node:test'
import { togetherOf } from './together.ts'

const brought = (...paths: string[]) => paths.map(path => ({ path, file: { size: 9 } as File }))
const told = (...paths: string[]) =>
  togetherOf(brought(...paths)).map(({ name, files, isSet }) => [name, files.map(({ path }) => path), isSet])

test('a folder is one, the parts of an export are one, every other file stands alone', () => {
  assert.deepEqual(
    told(
      'linkedin/messages.csv',
      'linkedin/Profile.csv',
      'linkedin/pictures/me.jpg',
      'takeout-20261101T000000Z-001.zip',
      'takeout-20261101T000000Z-002.zip',
      'takeout-20251101T000000Z-001.zip',
      'talk.txt',
      'cards.vcf',
      'Downloads/x.zip',
      'Downloads/export part 1.zip',
      'Downloads/export part 2.zip',
      'Downloads/talk.txt',
    ),
    [
      ['linkedin', ['linkedin/messages.csv', 'linkedin/Profile.csv'], true],
      [
        'takeout-20261101T000000Z',
        ['takeout-20261101T000000Z-001.zip', 'takeout-20261101T000000Z-002.zip'],
        true,
      ],
      ['takeout-20251101T000000Z-001.zip', ['takeout-20251101T000000Z-001.zip'], false],
      ['talk.txt', ['talk.txt'], false],
      ['cards.vcf', ['cards.vcf'], false],
      ['Downloads/x.zip', ['Downloads/x.zip'], false],
      ['Downloads/export', ['Downloads/export part 1.zip', 'Downloads/export part 2.zip'], true],
      ['Downloads', ['Downloads/talk.txt'], true],
    ],
  )
  assert.deepEqual(told('pictures/a.jpg'), [])
  assert.deepEqual(told('a.jpg'), [['a.jpg', ['a.jpg'], false]])
  assert.deepEqual(told(), [])
})
