import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addressOf, reachedBy } from './addresses.ts'

describe('an address of the setting', () => {
  const right: [said: string, name: string, origin: string | undefined, path: string][] = [
    ['enishi.example', 'enishi.example', undefined, ''],
    ['Enishi.Example', 'enishi.example', undefined, ''],
    ['enishi.example:8443', 'enishi.example', undefined, ''],
    ['192.168.1.20', '192.168.1.20', undefined, ''],
    ['[fd00::1]', '[fd00::1]', undefined, ''],
    ['縁.example', 'xn--8h0a.example', undefined, ''],
    ['https://enishi.example', 'enishi.example', 'https://enishi.example', ''],
    ['https://enishi.example/', 'enishi.example', 'https://enishi.example', ''],
    ['HTTPS://enishi.example:443', 'enishi.example', 'https://enishi.example', ''],
    ['https://enishi.example:8443', 'enishi.example', 'https://enishi.example:8443', ''],
    ['http://box.local:4649', 'box.local', 'http://box.local:4649', ''],
    ['https://home.example/enishi/', 'home.example', 'https://home.example', '/enishi'],
    ['home.example/a/b-c', 'home.example', undefined, '/a/b-c'],
  ]
  for (const [said, name, origin, path] of right)
    test(said, () => assert.deepEqual(addressOf(said), { name, origin, path }))

  const wrong = [
    '*',
    '*.example',
    'ftp://enishi.example',
    'https://',
    'https://user:secret@enishi.example',
    'user@enishi.example',
    'enishi.example?x=1',
    'https://enishi.example/#top',
    'two names.example',
    'enishi.example:99999',
    'https://enishi.example/a/../b%2f',
    'https://enishi.example/\\evil',
    'https://enishi.example/a//b',
    ':8443',
  ]
  for (const said of wrong)
    test(`${said} is refused at the start`, () =>
      assert.throws(() => addressOf(said), {
        code: 'bad-setting',
        facts: { name: 'ENISHI_HOST_NAMES', value: said },
      }))
})

test('a request is known by its host and path, also behind a proxy that keeps the port to itself', () => {
  const addresses = [
    'https://a.example:8443',
    'https://b.example/enishi',
    'https://b.example',
    'c.example',
  ].map(addressOf)
  const by = (host: string, path: string) => {
    const found = reachedBy(addresses, host, path)
    return found && `${found.origin ?? found.name}${found.path}`
  }
  assert.equal(by('a.example:8443', '/'), 'https://a.example:8443')
  assert.equal(by('a.example', '/'), 'https://a.example:8443')
  assert.equal(by('a.example:4649', '/'), undefined)
  assert.equal(by('b.example', '/enishi/people/1'), 'https://b.example/enishi')
  assert.equal(by('b.example', '/enishing'), 'https://b.example/enishi', 'the path may have been taken off')
  assert.equal(by('c.example:1234', '/'), 'c.example')
  assert.equal(by('evil.test', '/enishi'), undefined)
})
