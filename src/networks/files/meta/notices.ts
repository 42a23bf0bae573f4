import { type Fields, own, textIn } from '../fields.ts'

/*
 * What Messenger and Instagram write into a conversation under somebody's name without their having said it:
 *
 *   "Maya L started an audio call" · "Liked a message" · "Reacted ❤ to your message" · "You set the nickname for Maya to M."
 *
 * First by form: a call that nobody took says so in a field, and a sentence whose subject is the sender's own name is about them, not by them.
 * Then by stems of words, each in the languages of the apps.
 */
const stems = (...words: string[]) => new RegExp(words.join('|'), 'iu')

const message = stems(
  ...[
    'message',
    'nachricht',
    'mensaje',
    'mensagem',
    'messaggi',
    'bericht',
    'メッセージ',
    '메시지',
    'mesaj',
    'wiadomo',
  ],
  ...[
    'сообщени',
    'повідомлен',
    'pesan',
    'mesej',
    'ข้อความ',
    'tin nhắn',
    '訊息',
    '消息',
    '讯息',
    'meddelande',
    'besked',
  ],
  ...['melding', 'viesti', 'zpráv', 'správ', 'üzenet', 'μήνυμα', 'رسالة', 'הודע', 'संदेश', 'मैसेज', 'mensahe'],
)
const reaction = stems(
  ...[
    '^liked',
    '^reacted',
    'liked a',
    'reacted ',
    'gefällt',
    'reagi',
    'aimé',
    'réagi',
    'gust[óa]',
    'reaccion',
    'curtiu',
  ],
  ...[
    'piace',
    'leuk',
    'gereageerd',
    'いいね',
    'リアクション',
    '좋아',
    '반응',
    '공감',
    'beğen',
    'tepki',
    'polubi',
    'zareag',
  ],
  ...[
    'нрав',
    'отреаг',
    'вподоб',
    'відреаг',
    'menyukai',
    'bereaksi',
    'menanggapi',
    'ถูกใจ',
    'แสดงความรู้สึก',
    'thích',
    'bày tỏ',
  ],
  ...[
    '讚',
    '赞',
    '心情',
    '回應了',
    '回应了',
    'gilla',
    'reager',
    'synes godt',
    'likte',
    'tykkä',
    'reago',
    'líbí',
    'páči',
  ],
  ...[
    'kedvel',
    'reagál',
    'αρέσει',
    'αντέδρασε',
    'أعجب',
    'تفاعل',
    'אהב',
    'הגיב',
    'पसंद',
    'प्रतिक्रिया',
    'nagustuhan',
    'apreci',
  ],
)
const call = stems(
  ...[
    '\\bcall\\b',
    '\\bcalled\\b',
    'video chat',
    'anruf',
    'angerufen',
    '\\bappel',
    'appelé',
    'llamada',
    'llamó',
    'chamada',
    'ligação',
  ],
  ...[
    'chiamat',
    'oproep',
    'gebeld',
    'videogesprek',
    '通話',
    '着信',
    'ビデオチャット',
    '통화',
    'arama',
    'aradı',
    'połączeni',
    'звон',
  ],
  ...[
    'дзвін',
    'panggilan',
    'menelepon',
    'การโทร',
    'โทร',
    'cuộc gọi',
    '通话',
    '来电',
    '來電',
    'samtal',
    'ringde',
    'opkald',
    'anrop',
  ],
  ...['ringte', 'puhelu', 'soitti', 'hovor', 'hívás', 'κλήση', 'مكالمة', 'שיחה', 'कॉल', 'tawag', 'apel'],
)
const room = stems(
  ...[
    'nickname',
    'spitzname',
    'surnom',
    'apodo',
    'apelido',
    'soprannome',
    'bijnaam',
    'ニックネーム',
    '별명',
    'takma ad',
    'pseudonim',
  ],
  ...[
    'псевдоним',
    'псевдонім',
    'nama panggilan',
    'ชื่อเล่น',
    'biệt danh',
    '暱稱',
    '昵称',
    'smeknamn',
    'kaldenavn',
    'kallenavn',
  ],
  ...[
    'lempinim',
    'přezdívk',
    'prezývk',
    'becenev',
    'ψευδώνυμο',
    'الاسم المستعار',
    'כינוי',
    'उपनाम',
    'poreclă',
  ],
  ...[
    'named the group',
    'changed the (?:theme|group)',
    'theme',
    'the poll',
    '\\bpoll\\b',
    'thème',
    'テーマ',
    '테마',
    'chủ đề',
    '主題',
    '主题',
    'тем[уа]',
  ],
  ...[
    'gruppe.{0,30}(?:benannt|name)',
    'nommé le groupe',
    'nombre .{0,20}grupo',
    'nome do grupo',
    'nome (?:al|del) gruppo',
    'groep.{0,30}genoemd',
  ],
  ...[
    'グループ(?:名|の名前|の写真|を作成|に追加|から退)',
    '그룹 이름',
    'grup(?:un|a) ad',
    'nazw.{0,10}grup',
    'назв.{0,20}(?:групп|бесед|чат)',
  ],
  ...[
    'nama grup',
    'ชื่อกลุ่ม',
    'tên nhóm',
    '群組名稱',
    '群组名称',
    '(?:added|removed|left) .{0,60}(?:group|chat)',
    'pinned a message',
    'quick reaction',
    'emoji to',
  ],
)
/** How the apps address the owner, where the line is about what the owner did. */
const you =
  /^(?:you|du hast|ihr habt|sie haben|vous avez|tu as|has |usted|você|hai |je hebt|jij|あなた|내가|회원님|вы |ты |ви |anda|kamu|คุณ|bạn|你|您|du |sinä|olet|jsi|megadtad|έχεις|لقد|אתה|आपने)/iu
const said = new Set([
  'audio call ended',
  'video call ended',
  'video chat ended',
  'missed audio call',
  'missed video call',
  'missed call',
  'this poll is no longer available',
  'sent an attachment',
])

const LONGEST = 160

/** True of a message that the app wrote. `words` and `sender` as repaired; `people`: everybody in the conversation. */
export function isNotice(value: Fields, words: string, sender: string, people: readonly string[]): boolean {
  // Who talked, talked; a call that nobody took is none.
  const seconds = own(value, 'call_duration')
  if (seconds !== undefined) return !(typeof seconds === 'number' && seconds > 0)
  if (textIn(value, 'type') === 'Call') return true
  const text = words.trim()
  if (text === '' || text.length > LONGEST || text.includes('\n')) return false
  if (said.has(text.replace(/[.。]$/u, '').toLowerCase())) return true
  const behindSender = behindName(text, sender)
  // Nobody begins what they say with their own whole name and goes on about themselves.
  if (behindSender !== undefined && (behindSender.isWhole || isAppWords(behindSender.rest))) return true
  const isAbout = people.some(name => behindName(text, name) !== undefined) || you.test(text)
  if (isAbout && isAppWords(text)) return true
  return isShort(text) && message.test(text) && beginsWithReaction(text)
}

const isAppWords = (text: string) =>
  room.test(text) || call.test(text) || (message.test(text) && reaction.test(text))

/** What stands behind a name, or its first word, at the beginning of a line. */
function behindName(text: string, name: string): { rest: string; isWhole: boolean } | undefined {
  if (name === '') return undefined
  const first = name.split(' ')[0]!
  for (const [start, isWhole] of [
    [name, name.includes(' ')],
    [first, false],
  ] as const) {
    if (start.length < 2 || !text.startsWith(start)) continue
    const rest = text.slice(start.length)
    if (/^(?:\s+(?![-–—:,])|さん|님|は|が|이|가)/u.test(rest))
      return { rest, isWhole: isWhole && /^\s+\p{Ll}/u.test(rest) }
  }
  return undefined
}

/** `Liked a message`: no subject, hardly more words than that. Writing without spaces is counted by its signs. */
const isShort = (text: string) => text.split(/\s+/).length <= 7 && text.length <= 60
const firstPerson = /^(?:i|we|my|ich|wir|je |j'|nous|yo|me |eu|io|mi |ik|私|僕|俺|저|나|ben|ja|мне|я )/iu
const beginsWithReaction = (text: string) => {
  if (firstPerson.test(text) || /[?？]|[!！](?!」)/u.test(text)) return false
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text)
  return reaction.test(isUnspaced ? text : text.split(/\s+/).slice(0, 4).join(' ').toLowerCase())
}
