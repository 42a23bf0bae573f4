import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cast } from '#tests/cast.ts'
import { askedFrom, type OwnFacts, type OwnKnown, ownSigns, siteOf } from './own-signs.ts'

const { hanako } = cast
const own: OwnKnown = {
  names: [hanako.name, hanako.latin],
  handles: [hanako.handle, 'hanako_enishi'],
  sites: ['hanako.example', 'note.com/hanako'],
  relayed: [`fediverse ${hanako.fediverse}`],
}

for (const [what, facts, codes] of [
  ['the relayed account', { network: 'fediverse', key: hanako.fediverse }, 'relayed'],
  ['another part of the own domain', { network: 'web', key: 'blog.hanako.example' }, 'site'],
  ['a page in the own part of a house of many', { network: 'web', key: 'note.com/hanako/n/1' }, 'site'],
  [
    'a handle that is the own domain',
    { network: 'bluesky', key: 'did:plc:1', handle: 'hanako.example' },
    'site handle',
  ],
  ['mail at the own domain', { network: 'mail', key: 'post@hanako.example' }, 'site'],
  ['a server of one’s own', { network: 'fediverse', key: 'https://social.hanako.example/users/me' }, 'site'],
  [
    'the same rare user name elsewhere',
    {
      network: 'fediverse',
      key: 'https://toots.example/users/hanako-enishi',
      handle: '@hanako_enishi@toots.example',
    },
    'handle',
  ],
  [
    'a page that links to the site',
    { network: 'x', key: 'h', pages: [{ value: 'hanako.example/about', firm: false }] },
    'links',
  ],
  [
    'one whose link back was seen',
    {
      network: 'fediverse',
      key: 'https://toots.example/users/h',
      pages: [{ value: 'hanako.example', firm: true }],
    },
    'links-back',
  ],
  ['the same name', { network: 'x', key: 'h', name: 'ENISHI Hanako' }, 'name'],
  ['the same name without a space', { network: 'x', key: 'h', name: '縁花子' }, 'name'],
  [
    'one who only says so',
    {
      network: 'claim',
      key: 'elsewhere.example hanako',
      url: 'https://hanako.example/',
      name: 'Hanako Enishi',
    },
    'links name claims',
  ],
] satisfies [string, OwnFacts, string][])
  test(`asked about: ${what}`, () => {
    const { weight, reasons } = ownSigns(facts, own)
    assert.equal(reasons.map(({ code }) => code).join(' '), codes)
    assert.ok(weight >= askedFrom, String(weight))
  })

for (const [what, facts] of [
  ['another at the same house of many', { network: 'web', key: 'note.com/yui' }],
  [
    'another on the same server',
    { network: 'fediverse', key: cast.yui.fediverse, handle: '@yui_sato@mstdn.example' },
  ],
  ['the given name alone', { network: 'x', key: 'h', name: 'Hanako' }],
  ['another family name', { network: 'x', key: 'h', name: 'Hanako Sato' }],
  ['a longer user name', { network: 'x', key: 'hanakofan', handle: 'hanakofan' }],
  ['nothing at all', { network: 'web', key: 'name:x' }],
] satisfies [string, OwnFacts][])
  test(`not asked about: ${what}`, () => assert.ok(ownSigns(facts, own).weight < askedFrom))

for (const [address, site] of [
  ['https://www.blog.hanako.example/x', 'hanako.example'],
  ['hanako.co.uk', 'hanako.co.uk'],
  ['hanako.github.io/notes', 'hanako.github.io'],
  ['https://note.com/Hanako/n/abc', 'note.com/hanako'],
  ['https://ameblo.jp/hanako/entry-1.html', 'ameblo.jp/hanako'],
  ['https://medium.com/@hanako/x', 'medium.com/@hanako'],
  ['https://note.com/', undefined],
  ['mailto:x', undefined],
  ['', undefined],
] as const)
  test(`the site of ${address || 'nothing'}`, () => assert.equal(siteOf(address), site))
