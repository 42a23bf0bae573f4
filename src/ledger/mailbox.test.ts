import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailboxOf } from './mailbox.ts'

test('the spellings of a mailbox at Gmail are one', () => {
  for (const mail of [
    'yui.sato@gmail.com',
    'y.u.i.sato@googlemail.com',
    'yuisato+news@gmail.com',
    'yuisato@googlemail.com',
  ])
    assert.equal(mailboxOf(mail), 'yuisato@gmail.com')
  for (const mail of [
    'yuisato@gmail.com',
    'yui.sato@sato.example',
    '+x@gmail.com',
    'yui.sato@gmail.com.example',
    'yui@x.gmail.com',
  ])
    assert.equal(mailboxOf(mail), undefined)
})
