import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathOf, routeOf } from './routes.ts'

test('every page has one address, and the address leads back to it', () => {
  for (const path of ['/', '/supporters', '/imports', '/queue', '/sources', '/truth', '/people/0197-ab'])
    assert.equal(pathOf(routeOf(path)), path)
})

test('an address that is no page leads nowhere', () => {
  for (const path of ['/people', '/people/', '/people/1/2', '/supporters/3', '/wp-login.php', '/constructor'])
    assert.deepEqual(routeOf(path), { room: 'nowhere' })
})
