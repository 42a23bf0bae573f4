/**
 * What programs are called. Words count only as whole words (`Abbot`, `Feedback`, `タルボット` hold none of them), in the
 * lower case and without accents.
 */
const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** Names of programs in whatever place they stand. */
export const programs = list(`
  rss rssbot newsbot feedbot chatbot newsletter newsletters noreply donotreply nepasrepondre webhook listserv majordomo
  autopost autoposter autoposting crawler aggregator aggregateur agregateur agregador aggregatore robots roboter robos
  infolettre rundbrief nieuwsbrief nyhedsbrev nyhetsbrev uutiskirje
  ボット ロボット チャットボット フィード メルマガ メールマガジン ニュースレター アグリゲーター クローラー
  бот робот боты рассылка розсилка автопостинг автопост ретранслятор агрегатор дайджест фид
  بوت روبوت البوت الروبوت בוט רובוט बॉट रोबोट μποτ ρομποτ 뉴스레터 피드`)

/** The same, but also what somebody may be called; see `isSurname`. */
export const bots = list('bot bots robot robo')

/** At the end of a name, or alone: `Weekly Digest`, but not `Feed the Birds`. */
export const lastWords = list('feed feeds digest relay atomfeed')

/** Two words that are one. */
export const pairsOfWords = list(
  'no-reply mailer-daemon mailing-list auto-post auto-poster not-reply ne-repondre nicht-antworten no-responder',
)

/** Alone as a user name, where nobody is called that. */
export const handlesAlone = list(`
  postmaster mailman notifications notification digest automated autobot daemon listmaster relays`)

/** In scripts without spaces: wherever it stands in a name. */
export const inScripts = [
  '自動投稿',
  '自動配信',
  '自動更新',
  '自動転載',
  '自動応答',
  '自動返信',
  '自動ツイート',
  '自動つぶやき',
  '配信専用',
  '更新通知',
  '更新情報',
  '新着情報',
  '新着記事',
  '新着通知',
  '机器人',
  '機器人',
  '自动发布',
  '自動發布',
  '自动转发',
  '自動轉發',
  '自动推送',
  '自動推播',
  '电子报',
  '電子報',
  'บอท',
  'บอต',
  'โรบอต',
  'โรบอท',
] as const

/** What programs tell of: before `bot` or `feed` in one word (`weatherbot`, `ニュースボット`), or as the name of one. */
export const topics = list(`
  rss atom feed news newsfeed weather wx blog link links web site post posts status github git hn hackernews reddit tweet toot
  toots art cat cats dog dogs quote quotes word words random daily archive repost boost share mirror update updates alert alerts
  quake earthquake traffic train bus moon sun tide star space nasa bird birds book books music song radio tv game games chess
  wiki wikipedia emoji color colour image photo map trend trends release releases package commit build ci deploy calendar event
  events job jobs deal deals price crypto bitcoin stock today history this hourly auto remind reminder welcome help test
  mastodon fedi twitter bluesky youtube podcast comic haiku poem poetry text markov ebooks recipe math science arxiv paper papers
  ニュース ツイート ブログ サイト リンク フィード テスト オート チャット リマインド ランダム アート メール トレンド`)

/** Given names of people who may well be called Bot (Dutch) or Robot (French). */
export const givenNames = list(`
  jan piet kees ben bart hans henk johan willem wim gerrit dirk klaas peter paul maria anna anne johanna cornelis marie els ans
  theo tom tim tess lotte sanne femke daan sem lars sven thijs jeroen maarten martijn erik eric frank fred mark marco michel
  jean pierre jacques yves alain louis luc claude andre francois julie sophie emma lucas leo max noah eva lisa laura sarah sara
  john jack james david daniel michael robert chris christian thomas andrew alex sam kim jo joe lee mary jane lucy kate alice
  bob rob ruth rita nina nora ella ida olga ivan igor`)
/** Small words before a family name. */
export const particles = list('le la de den der van von du ter ten')

/** Places where only programs live, or whose pages speak for others: registrable domains or hosts. */
export const programHosts = list(`
  botsin.space rss-parrot.net mastofeed.com mastofeed.org rss.app rsshub.app rss-bridge.org paper.li ifttt.com zapier.com dlvr.it
  feedburner.com feedly.com inoreader.com press.coop sportsbots.xyz bird.makeup feedsin.space newsbots.eu`)
/** The first part of the host of one. */
export const programHostParts = list('relay relays bots bot rss feeds')

/** What names and addresses of programs have in common, by which candidates are looked for; the rule itself is program-signs.ts. */
export const telling = [
  ...list(`
    bot feed rss digest newsl relay reply respon repon daemon robo crawler ggreg agreg autop auto-p mailing listserv listm majordomo
    mailman postm notif automat webhook brief brev kirje lettre antwort ifttt zapier dlvr.it paper.li press.coop bird.makeup inoreader`),
]
/** The same of names beyond ASCII. */
export const tellingElsewhere = [
  ...list(`
    ボット ロボ フィード メルマガ マガジン レター アグリ クローラー 自動 配信 更新 新着 бот рассыл розсил ретранс агрег дайджест автопост фид
    بوت בוט बॉट रोबोट 봇 뉴스레터 피드 机器 機器 自动 自動 电子报 電子報 บอท บอต μποτ μπότ repon répon 🤖`),
]
