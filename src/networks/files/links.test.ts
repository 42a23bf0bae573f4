import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { linkKey, pageKey, profileKey, safeLink } from './links.ts'

const keys: [url: string, key: string | undefined][] = [
  ['https://www.X.example/Foo/', 'x.example/Foo'],
  ['http://x.example', 'x.example'],
  ['x.example/foo', 'x.example/foo'],
  ['//x.example/foo', 'x.example/foo'],
  ['https://x.example:8443/a#b', 'x.example:8443/a'],
  ['https://x.example:443/', 'x.example'],
  ['https://x.example/?utm_source=a&p=1&fbclid=2', 'x.example?p=1'],
  ['https://user:secret@x.example/', 'x.example'],
  ['https://縁.example/あ', 'xn--8h0a.example/%E3%81%82'],
  ['https://x.example/%e3%81%82', 'x.example/%E3%81%82'],
  ['https://www.example/', 'www.example'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['mailto:a@x.example', undefined],
  ['java\nscript:alert(1)', undefined],
  ['not a link', undefined],
  ['', undefined],
  [`https://x.example/${'a'.repeat(3000)}`, undefined],
]
for (const [url, key] of keys) {
  test(`key of ${url.slice(0, 60) || 'nothing'}`, () => assert.equal(linkKey(url), key))
}

test('a profile is compared in lower case, a page without its query', () => {
  assert.equal(profileKey('https://Mobile.Twitter.com/MayaLindq/'), 'x.com/mayalindq')
  assert.equal(pageKey('https://hanako.example/Talks/?a=1#b'), 'hanako.example/Talks')
  assert.equal(pageKey('https://hanako.example/?p=12&preview=1'), 'hanako.example?p=12')
  assert.equal(safeLink('https://user:secret@x.example/a'), 'https://x.example/a')
  assert.equal(safeLink('javascript:alert(1)'), undefined)
})

test('any text gives a key or nothing, and a key is its own key', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
      text => {
        const key = linkKey(text)
        if (key !== undefined) assert.equal(linkKey(`https://${key}`), key)
      },
    ),
  )
})
