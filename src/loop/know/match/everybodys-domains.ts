/** Networks, sites and providers of mail on which everybody may have a page or an address: registrable domains. */
const sites = `x.com twitter.com t.co facebook.com fb.com fb.me instagram.com threads.com threads.net linkedin.com lnkd.in github.com
github.io gitlab.com youtube.com youtu.be tiktok.com reddit.com discord.com discord.gg slack.com telegram.org t.me whatsapp.com wa.me
vk.com weibo.com bilibili.com zhihu.com note.com hatenablog.com hatenablog.jp hatena.ne.jp hateblo.jp hatenadiary.jp ameblo.jp
ameba.jp wordpress.com blogspot.com blogger.com tumblr.com medium.com substack.com bsky.app bsky.social mastodon.social
mstdn.jp mastodon.online misskey.io fedibird.com pawoo.net linktr.ee lit.link qiita.com zenn.dev connpass.com peatix.com
doorkeeper.jp meetup.com eventbrite.com wantedly.com 8card.net speakerdeck.com slideshare.net pinterest.com twitch.tv
soundcloud.com bandcamp.com vimeo.com flickr.com behance.net dribbble.com codepen.io stackoverflow.com patreon.com ko-fi.com
buymeacoffee.com notion.so notion.site wix.com wixsite.com jimdo.com jimdofree.com weebly.com squarespace.com strikingly.com
livedoor.jp livedoor.com fc2.com seesaa.net exblog.jp goo.ne.jp muragon.com booth.pm pixiv.net fanbox.cc skeb.jp suzuri.jp
minne.com creema.jp bookmeter.com about.me carrd.co researchmap.jp sakura.ne.jp thebase.in stores.jp base.shop profcard.info
potofu.me lit.link gravatar.com sites.google.com`

/** Providers that are the same under many endings (`yahoo.co.jp`, `yahoo.de`): the first part. */
const providers = `google gmail googlemail yahoo ymail rocketmail outlook hotmail msn icloud gmx t-online freenet posteo tutanota
proton protonmail fastmail yandex rambler foxmail hanmail naver daum wanadoo laposte libero virgilio verizon comcast sbcglobal
bellsouth earthlink btinternet ntlworld blueyonder talktalk virginmedia bigpond optusnet rediffmail docomo ezweb softbank
vodafone ymobile uqmobile willcom nifty biglobe ocn plala dion infoseek excite asahi-net livedoor sina sohu terra`

/** The rest of the providers of mail, whose first part may well be somebody's name. */
const mailboxes = `live.com live.jp live.de live.fr live.co.uk me.com mac.com aol.com aol.jp aim.com web.de arcor.de online.de
mailbox.org tuta.io pm.me hey.com zoho.com mail.com mail.ru ya.ru list.ru bk.ru inbox.ru qq.com 163.com 126.com yeah.net kakao.com
nate.com free.fr orange.fr sfr.fr alice.it tin.it tiscali.it att.net cox.net charter.net shaw.ca rogers.com sympatico.ca telus.net
sky.com xtra.co.nz seznam.cz wp.pl o2.pl onet.pl interia.pl abv.bg uol.com.br bol.com.br au.com auone.jp disney.ne.jp rakuten.jp
so-net.ne.jp eonet.ne.jp jcom.home.ne.jp home.ne.jp commufa.jp tnc.ne.jp hi-ho.ne.jp dti.ne.jp wakwak.com iij4u.or.jp bb4u.ne.jp
mineo.jp kcn.ne.jp zaq.ne.jp ybb.ne.jp freeml.com inter7.jp`

const wordsOf = (text: string) => new Set(text.split(/\s+/))
const whole = wordsOf(`${sites} ${mailboxes}`)
const first = wordsOf(providers)

/** Is that registrable domain (`nifty.com`, `yahoo.co.jp`) one on which strangers have addresses? */
export const isEverybodys = (domain: string): boolean => whole.has(domain) || first.has(domain.split('.')[0]!)
