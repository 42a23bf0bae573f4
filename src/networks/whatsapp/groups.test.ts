import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { Source } from '../contract.ts'
import { reader } from './read.ts'

const source = (lines: readonly string[], path = '_chat.txt'): Source =>
  memorySource({ [path]: `${lines.join('\n')}\n` })
const hanako = { answers: { owner: 'name:hanako enishi' } }
const asked = async (from: Source) =>
  ((await reader.asks!(from)).find(({ id }) => id === 'owner')?.choices ?? []).map(({ label }) => label)
const acts = async (from: Source) => {
  const rows = entriesOf(await rowsOf(reader, { ...from, ...hanako }))
  return rows.flatMap(entry =>
    entry.kind === 'act'
      ? [`${entry.direction} ${entry.account.name} ${new Date(entry.when.at).getUTCMinutes()}`]
      : [],
  )
}

/** Encryption, who made the group, who added the owner, a notice without a name, a picture, in the phone’s language. */
const languages: Record<string, [string, string, string, string, string]> = {
  Arabic: [
    'الرسائل والمكالمات مشفرة تمامًا بين الطرفين. لا يمكن لأي شخص خارج هذه الدردشة قراءتها أو الاستماع إليها.',
    'أنشأ Bruno Neri المجموعة "Printers"',
    'أضافك Bruno Neri',
    'أنت الآن مشرف',
    'تم استبعاد الصورة',
  ],
  Hebrew: [
    "ההודעות והשיחות מוצפנות מקצה לקצה. רק אנשים בצ'אט הזה יכולים לקרוא, להאזין או לשתף אותן.",
    'Bruno Neri יצר/ה את הקבוצה "Printers"',
    'צורפת על ידי Bruno Neri',
    'מינו אותך למנהל/ת',
    'התמונה הושמטה',
  ],
  Hindi: [
    'मैसेज और कॉल एंड-टू-एंड एन्क्रिप्टेड हैं. सिर्फ़ इस चैट के लोग ही इन्हें पढ़, सुन या शेयर कर सकते हैं.',
    'Bruno Neri ने “Printers” ग्रुप बनाया',
    'Bruno Neri ने आपको जोड़ा',
    'अब आप एडमिन हैं',
    'इमेज हटा दी गई',
  ],
  Thai: [
    'ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง มีเพียงบุคคลในแชทนี้เท่านั้นที่สามารถอ่าน ฟัง หรือแชร์ได้',
    'Bruno Neri สร้างกลุ่ม “Printers”',
    'Bruno Neri เพิ่มคุณ',
    'ตอนนี้คุณเป็นแอดมินแล้ว',
    'ไม่รวมรูปภาพ',
  ],
  Polish: [
    'Wiadomości i połączenia są w pełni szyfrowane. Tylko osoby w tym czacie mogą je odczytać, odsłuchać lub udostępnić.',
    'Bruno Neri utworzył(a) grupę „Printers”',
    'Bruno Neri dodał(a) Cię',
    'Jesteś teraz administratorem',
    'pominięto grafikę',
  ],
  Dutch: [
    'Berichten en gesprekken worden end-to-end versleuteld. Alleen mensen in deze chat kunnen ze lezen, beluisteren of delen.',
    'Bruno Neri heeft de groep "Printers" gemaakt',
    'Bruno Neri heeft je toegevoegd',
    'Je bent nu een beheerder',
    'afbeelding weggelaten',
  ],
  Swedish: [
    'Meddelanden och samtal är totalsträckskrypterade. Bara personer i denna chatt kan läsa, lyssna på eller dela dem.',
    'Bruno Neri skapade gruppen ”Printers”',
    'Bruno Neri lade till dig',
    'Du är nu en administratör',
    'bild utelämnad',
  ],
  Indonesian: [
    'Pesan dan panggilan dienkripsi secara end-to-end. Hanya orang di chat ini yang bisa membaca, mendengarkan, atau membagikannya.',
    'Bruno Neri membuat grup “Printers”',
    'Bruno Neri menambahkan Anda',
    'Anda sekarang admin',
    'gambar disembunyikan',
  ],
  Vietnamese: [
    'Tin nhắn và cuộc gọi được mã hóa đầu cuối. Chỉ những người tham gia đoạn chat này mới có thể đọc, nghe hoặc chia sẻ.',
    'Bruno Neri đã tạo nhóm “Printers”',
    'Bruno Neri đã thêm bạn',
    'Giờ đây bạn là quản trị viên',
    'hình ảnh bị bỏ qua',
  ],
  Russian: [
    'Сообщения и звонки защищены сквозным шифрованием. Только участники этого чата могут читать, слушать или пересылать их.',
    'Bruno Neri создал(-а) группу «Printers»',
    'Bruno Neri добавил(-а) вас',
    'Теперь вы админ',
    'изображение отсутствует',
  ],
  Korean: [
    '메시지와 전화는 종단간 암호화됩니다. 이 채팅방에 있는 사람만 읽거나 듣거나 공유할 수 있습니다.',
    'Bruno Neri님이 “Printers” 그룹을 만들었습니다',
    'Bruno Neri님이 회원님을 추가했습니다',
    '관리자가 되었습니다',
    '이미지 생략됨',
  ],
  Japanese: [
    'メッセージと通話はエンドツーエンドで暗号化されています。このチャットのメンバーだけが読むことができます。',
    'Bruno Neriさんがグループ「Printers」を作成しました',
    'Bruno Neriさんがあなたを追加しました',
    'あなたは管理者になりました',
    '画像は省略されました',
  ],
  Ukrainian: [
    'Повідомлення й дзвінки захищено наскрізним шифруванням. Лише учасники цього чату можуть їх читати.',
    'Bruno Neri створює групу «Printers»',
    'Bruno Neri додає вас',
    'Тепер ви адмін',
    'зображення пропущено',
  ],
  Finnish: [
    'Viestit ja puhelut salataan päästä päähän. Vain tässä keskustelussa olevat voivat lukea, kuunnella tai jakaa niitä.',
    'Bruno Neri loi ryhmän “Printers”',
    'Bruno Neri lisäsi sinut',
    'Olet nyt ylläpitäjä',
    'kuva jätetty pois',
  ],
}

for (const [language, [secret, created, added, admin, picture]] of Object.entries(languages)) {
  test(`${language}: a group that speaks under its own name is nobody`, async () => {
    const group = [
      `[14/08/26, 21:00:10] Printers: \u200e${secret}`,
      `[14/08/26, 21:01:10] Bruno Neri: \u200e${created}`,
      `[14/08/26, 21:02:11] Printers: \u200e${added}`,
      `[14/08/26, 21:03:12] Printers: \u200e${admin}`,
      '[14/08/26, 21:05:12] Bruno Neri: ciao',
      '[14/08/26, 21:06:12] Hanako Enishi: ciao',
      `\u200e[14/08/26, 21:07:12] Bruno Neri: \u200e${picture}`,
    ]
    assert.deepEqual(await asked(source(group)), ['Bruno Neri', 'Hanako Enishi'])
    assert.deepEqual(await acts(source(group)), ['toward Bruno Neri 5', 'toward Bruno Neri 7'])
    const [withDana] = [[...group, '[14/08/26, 21:08:12] ~ Dana: hi']]
    assert.deepEqual(await asked(source(withDana)), ['Bruno Neri', 'Hanako Enishi', 'Dana'])
    const two = [
      `[14/08/26, 21:00:10] Bruno Neri: \u200e${secret}`,
      '[14/08/26, 21:01:12] Bruno Neri: ciao',
      '[14/08/26, 21:02:12] Hanako Enishi: ciao',
      `[14/08/26, 21:03:12] Bruno Neri: \u200e${picture}`,
    ]
    assert.deepEqual(await acts(source(two)), [
      'toward Bruno Neri 1',
      'by Bruno Neri 2',
      'toward Bruno Neri 3',
    ])
  })
}

test('a person who is called like the group, and one who only sends pictures, are people', async () => {
  const lines = [
    '[14/08/26, 21:00:10] Printers: \u200eLas mensajes y llamadas están cifrados. Solo las personas en este chat los leen.',
    '[14/08/26, 21:01:10] Printers: hello, I am the other one',
    '[14/08/26, 21:02:10] Hanako Enishi: hi',
    '[14/08/26, 21:03:10] Bruno Neri: \u200eimagen omitida',
    '[14/08/26, 21:04:10] Dana: \u200eimagen omitida',
    '[14/08/26, 21:05:10] Dana: ho',
    '[14/08/26, 21:06:10] Eva: \u200e<adjunto: 00000012-PHOTO-2026-08-14-21-06-10.jpg>',
  ]
  const from = source(lines)
  assert.deepEqual(await asked(from), ['Printers', 'Hanako Enishi', 'Bruno Neri', 'Dana', 'Eva'])
  assert.deepEqual(await acts(from), [
    'toward Printers 1',
    'toward Bruno Neri 3',
    'toward Dana 4',
    'toward Dana 5',
    'toward Eva 6',
  ])
})

test('the partner after whom the file is named is never taken for a group', async () => {
  const lines = [
    '[14/08/26, 21:00:10] Maya Lindqvist: \u200eMeddelanden och samtal är totalsträckskrypterade. Bara personer i denna chatt kan läsa dem.',
    '[14/08/26, 21:02:10] Hanako Enishi: hi',
    '[14/08/26, 21:03:10] Hanako Enishi: are you there?',
  ]
  const path = 'WhatsApp Chat - Maya Lindqvist/WhatsApp-chatt med Maya Lindqvist.txt'
  assert.deepEqual(await acts(source(lines, path)), ['by Maya Lindqvist 2', 'by Maya Lindqvist 3'])
  for (const name of [
    'Maya Lindqvist ile WhatsApp Sohbeti.txt',
    'Maya LindqvistとのWhatsAppチャット.txt',
    'محادثة واتساب مع Maya Lindqvist.txt',
  ])
    assert.deepEqual(
      await asked(source([...lines, '[14/08/26, 21:04:10] Maya Lindqvist: yes'], name)),
      [],
      name,
    )
})

test('a group whose name has a colon speaks under its whole name', async () => {
  const lines = [
    '[14/08/26, 21:00:10] Printers: autumn: \u200eБесіди захищено наскрізним шифруванням. Лише учасники можуть їх читати.',
    '[14/08/26, 21:01:11] Printers: autumn: \u200eBruno Neri додає вас',
    '[14/08/26, 21:05:12] Bruno Neri: note: come at 9',
    '[14/08/26, 21:06:12] Hanako Enishi: ok',
  ]
  assert.deepEqual(await asked(source(lines)), ['Bruno Neri', 'Hanako Enishi'])
})

test('Android: a notice whose group has a colon in its name makes nobody', async () => {
  const notices = [
    'Maya Lindqvist changed the group name from "Printers" to "Printers: autumn"',
    'Maya Lindqvist hat den Betreff von „Drucker: Herbst“ zu „Drucker“ geändert.',
    'Maya Lindqvist a modifié le sujet de « Presse : automne » en « Presse »',
    'Maya Lindqvistさんがグループ名を「版画: 秋」に変更しました',
    'Maya Lindqvist đã đổi tên nhóm thành “Nhóm: in”',
    'قام Maya Lindqvist بتغيير الموضوع إلى "مطبعة: خريف"',
    'Maya Lindqvist promijenila je opis grupe u Tisak: jesen',
  ]
  const lines = notices.flatMap((notice, i) => [
    `28/09/2026, 10:0${i} - ${notice}`,
    `28/09/2026, 10:1${i} - Maya Lindqvist: hi`,
  ])
  const from = source(
    [...lines, '28/09/2026, 10:20 - Maya: hm', '28/09/2026, 10:21 - Hanako Enishi: ho'],
    'x.txt',
  )
  assert.deepEqual(await asked(from), ['Maya Lindqvist', 'Maya', 'Hanako Enishi'])
  assert.equal((await acts(from)).length, 8)
})

test('what the app says in somebody’s place: calls nobody took, polls, places, documents', async () => {
  const said = [
    'POLL:\nWhich day?\n\u200eOPTION: Bruno Neri (1 vote)',
    'Missed voice call, \u200eTap to call back',
    'Llamada de voz perdida, \u200eToca para devolver la llamada',
    'Voice call, \u200e5 min',
    'Location: https://maps.google.com/?q=1,2',
    'plan.pdf • \u200e3 pages \u200edocument omitted',
    'This message was deleted.',
    'Diese Nachricht wurde gelöscht.',
    'Wachten op dit bericht. Dit kan even duren.',
  ]
  const lines = [
    '[14/08/26, 20:00:10] Bruno Neri: ciao',
    '[14/08/26, 20:01:10] Hanako Enishi: ciao',
    ...said.map((text, i) => `[14/08/26, 21:0${i}:10] Bruno Neri: \u200e${text}`),
  ]
  assert.deepEqual(await acts(source(lines)), [
    'toward Bruno Neri 0',
    'by Bruno Neri 1',
    'toward Bruno Neri 0',
    'toward Bruno Neri 3',
    'toward Bruno Neri 4',
    'toward Bruno Neri 5',
  ])
  assert.deepEqual(rejectsOf(await rowsOf(reader, { ...source(lines), ...hanako })), {
    cancelled: 2,
    empty: 2,
    'not-a-person': 1,
  })
})

test('several chats in one zip are asked about once, and the name in most of them is proposed', async () => {
  const chat = (other: string) => `28/09/2026, 10:00 - ${other}: hi\n28/09/2026, 10:01 - Hanako Enishi: ho\n`
  const files = {
    'a/_chat.txt': chat('Bruno Neri'),
    'b/_chat.txt': chat('Maya Lindqvist'),
    'c/_chat.txt': chat('Dana'),
  }
  const questions = await reader.asks!(memorySource(files))
  assert.equal(questions.length, 1)
  assert.equal(questions[0]!.proposed, 'name:hanako enishi')
  assert.equal((await acts(memorySource(files))).length, 6)
})

test('a date that may be two is asked about; the answer holds, and without one the report says so', async () => {
  const from = memorySource({
    'WhatsApp Chat with Maya Lindqvist.txt': '3/6/26, 10:00 AM - Maya Lindqvist: hi\n',
  })
  const [question] = await reader.asks!({ ...from, answers: { owner: 'x' } })
  assert.equal(question!.id.startsWith('dates'), true)
  assert.equal(question!.proposed, 'month-first')
  assert.deepEqual(
    question!.choices.map(({ label }) => (label as { en: string }).en),
    ['6 March 2026', '3 June 2026'],
  )
  const read = (answers: Record<string, string>) => rowsOf(reader, { ...from, answers })
  const when = async (answers: Record<string, string>) =>
    entriesOf(await read(answers)).flatMap(entry =>
      entry.kind === 'act' ? [new Date(entry.when.at).getUTCMonth()] : [],
    )
  assert.deepEqual(await when({ [question!.id]: 'day-first' }), [5])
  assert.deepEqual(rejectsOf(await read({ [question!.id]: 'day-first' })), {})
  assert.deepEqual(await when({}), [2])
  assert.deepEqual(rejectsOf(await read({})), { 'guessed-dates': 1 })
})

test('logs of programs in the same form are no chats', async () => {
  for (const text of [
    '[2026-07-01 12:00:00] server: started\n[2026-07-01 12:00:01] client: hello\n',
    '[2026-07-01 12:00:00] INFO: it works\n[2026-07-01 12:00:01] ERROR: it broke\n',
    '2026-07-01 12:00:00: INFO: started\n2026-07-01 12:00:01: WARN: slow\n',
    '[2026-07-01 12:00:00] local.ERROR: x\n[2026-07-01 12:00:09] Maya Lindqvist: x\n',
    '01/07/2026 12:00:00: kernel: up\n',
    '[2026-07-01T12:00:00Z] Worker: x\n',
  ])
    assert.equal(await reader.recognizes(memorySource({ 'a.txt': text })), false, text)
  for (const text of [
    '[2026-07-01 12:00:00] Maya Lindqvist: hi\n',
    '[2026-07-01 12:00:00] 結衣: hi\n[2026-07-01 12:00:01] 花子: ho\n',
    '[2026-07-01 12:00:00] +34 600 000 001: hi\n[2026-07-01 12:00:01] Hanako: ho\n',
  ])
    assert.equal(await reader.recognizes(memorySource({ 'a.txt': text })), true, text)
})
