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
  return !/[?？]/.test(text) && (isToldOfYou(text, people) || isBareReaction(text))
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

/** `You missed a call from Yui.`: a whole sentence with its stop, about the owner and somebody who is named. */
function isToldOfYou(text: string, people: readonly string[]): boolean {
  const english =
    /^you (?:missed|called|started|named|set|changed|created|added|removed|pinned|unpinned|turned|left|joined)\b(?! (?:me|us|it|him|her|them)\b)/i
  if (!/[.。]$/u.test(text)) return false
  if (english.test(text)) return room.test(text) || call.test(text)
  const isNamed = people.some(name => name !== '' && text.includes(name.split(' ')[0]!))
  return isNamed && you.test(text) && !/^you/i.test(text) && (room.test(text) || call.test(text))
}

/** `Liked a message`, and nothing else: no subject, and the message is its end. */
function isBareReaction(text: string): boolean {
  if (unspaced.some(shape => shape.test(text))) return true
  const parts = text.replace(/[.!]$/, '').split(/\s+/)
  if (parts.length < 2 || parts.length > 7 || firstPerson.test(text) || /,/.test(text)) return false
  return (
    reaction.test(parts.slice(0, 4).join(' ')) &&
    message.test(parts.slice(-2).join(' ')) &&
    /^\p{Lu}/u.test(text)
  )
}

const firstPerson =
  /^(?:i|we|my|you|your|ich|wir|mir|je |j'|nous|yo|me |tu |eu|io|mi |ik|ben|мне|я |hab|habe|hast|hai |danke|thanks?|gracias|merci)\b/iu
/** In scripts without spaces, and where the verb stands last. */
const unspaced = [
  /^メッセージに.{0,12}(?:いいね|リアクション).{0,6}しました。?$/u,
  /^메시지(?:를|에) .{0,12}(?:좋아합니다|남겼습니다|반응했습니다)\.?$/u,
  /^(?:ถูกใจ|แสดงความรู้สึก).{0,14}ข้อความ(?:ของคุณ)?$/u,
  /^[對对说說].{0,6}(?:訊息|消息|讯息).{0,6}[讚赞]$/u,
  /^(?:赞|讚|表达了心情|對).{0,8}(?:消息|讯息|訊息)$/u,
  /^bir mesajı beğendi$/iu,
  /^mesaj(?:ı|ına|ınıza) .{0,10}(?:beğendi|tepki verdi)$/iu,
]
