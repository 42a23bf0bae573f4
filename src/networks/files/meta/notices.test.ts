import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNotice } from './notices.ts'

const people = ['Yui Sato', 'Hanako Enishi']
const isOne = (words: string, sender = 'Yui Sato', value = {}) => isNotice(value, words, sender, people)

const notices = [
  'Liked a message',
  'Reacted ❤ to your message ',
  'Reacted 😂 to a message',
  'Yui Sato started an audio call',
  'Yui Sato started a video chat',
  'Audio call ended',
  'Yui missed your call.',
  'You called Yui.',
  'You missed a video call from Yui.',
  'Yui named the group Binders.',
  'You set the nickname for Yui to Y.',
  'Yui changed the theme to Ocean.',
  'Yui created a poll: when do we meet?',
  'This poll is no longer available.',
  'Yui hat auf deine Nachricht mit ❤ reagiert',
  'Gefällt eine Nachricht',
  'Yui hat dich angerufen.',
  'Du hast den Spitznamen von Yui geändert.',
  'A aimé un message',
  'Yui Sato a réagi avec ❤ à votre message',
  'Vous avez manqué un appel de Yui.',
  'Le gustó un mensaje',
  'Reaccionó con ❤ a tu mensaje',
  'Curtiu uma mensagem',
  'Reagiu com ❤ à sua mensagem',
  'Ha messo "Mi piace" a un messaggio',
  'メッセージに「いいね！」しました',
  'Yuiさんがあなたのメッセージに❤でリアクションしました',
  'あなたがYuiさんのニックネームをYに設定しました。',
  '메시지를 좋아합니다',
  '메시지에 ❤ 공감을 남겼습니다',
  'Bir mesajı beğendi',
  'Polubił(a) wiadomość',
  'Menyukai pesan',
  'ถูกใจข้อความ',
  'Đã thích một tin nhắn',
  '對訊息按讚',
  'Gillade ett meddelande',
  'Tykkäsi viestistä',
]
for (const words of notices) test(`the app wrote it: ${words}`, () => assert.equal(isOne(words), true))

const messages = [
  '',
  'hi',
  'I liked your message about the paper',
  'Did you get my message?',
  'My sister liked a message of yours, did you see?',
  'Yui here, see you at ten',
  'Hanako, thank you for the call yesterday',
  'Can we call tomorrow?',
  'Maya left the group early',
  'Ich habe deine Nachricht gelesen, gefällt mir!',
  'メッセージありがとう！いいねも嬉しかったです',
  'the theme of the talk is binding',
  'Liked a message\nand other stories',
  'You called me yesterday?',
  'You called me yesterday.',
  'Hanako can you call me',
  'Hanako, call me when you can.',
  'Your call',
  'hai chiamato?',
  'Liked your message so much',
  'Loved the message, thank you',
  'メッセージありがとう いいね',
  'あなたのメッセージ、いいね',
  'You left the keys with Maya.',
  'Danke für deine Nachricht',
  'Du hast recht.',
]
for (const words of messages)
  test(`somebody wrote it: ${JSON.stringify(words)}`, () => assert.equal(isOne(words), false))

test('a call says in a field whether it was taken, whatever its words', () => {
  assert.equal(isOne('xyz', 'Yui Sato', { call_duration: 0 }), true)
  assert.equal(isOne('You called Yui.', 'Yui Sato', { call_duration: 61 }), false)
  assert.equal(isOne('xyz', 'Yui Sato', { type: 'Call' }), true)
  assert.equal(isOne('xyz', 'Yui Sato', { type: 'Generic' }), false)
})
