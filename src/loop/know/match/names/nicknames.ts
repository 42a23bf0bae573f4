import { folded } from '#ledger/name.ts'

/**
 * Given names and what people who bear them are called, by language; folded, in Latin letters and in Cyrillic. A short form may stand
 * for several names, so it is a question and never an answer.
 */
const groups = `
robert rob robbie bob bobby bert
william will willy willie bill billy liam wilhelm
richard rick ricky rich dick
james jim jimmy jamie jake
john jack johnny jon jonny
jonathan jon jonny nathan
michael mike mick mickey mikey michi michel
thomas tom tommy thommy
edward ed eddie ted teddy ned
theodore ted teddy theo
charles charlie chuck chas
david dave davy davey
daniel dan danny dani
joseph joe joey jo
anthony tony antony anton
andrew andy drew
christopher chris kit topher
nicholas nick nicky klaus nico niko
matthew matt matty
samuel sam sammy
benjamin ben benny benji
alexander alex sascha sasha xander sandy alec lex al sandro
stephen steve steven stevie
steven steve stevie
peter pete
patrick pat paddy
lawrence larry laurie
laurence larry laurie
gregory greg
kenneth ken kenny
ronald ron ronnie
donald don donnie
timothy tim timmy
gerald gerry jerry
leonard len lenny leo
frederick fred freddy rick fritz
henry harry hank hal
francis frank fran
albert al bert bertie
elizabeth liz lizzie beth betty bess eliza lisa libby ellie elsie
margaret maggie meg peggy peg marge greta daisy rita
catherine cathy kate katie kathy cat kit
katherine kathy kate katie kat kit kay
jennifer jen jenny
jessica jess jessie
rebecca becky becca
susan sue susie suzie
deborah deb debbie
patricia pat patty trish tricia
barbara barb babs bab barbie
dorothy dot dottie dolly
mary molly polly mae may
martha patty mattie marty
victoria vicky tori vic
samantha sam sammy
alexandra alex sandra sasha lexi alexa sandy xandra
christina chris tina chrissy christy
christine chris tina chrissy christel
abigail abby gail
eleanor ellie nell nora lena
josephine jo josie
theresa terry tess tessa resi
amanda mandy
pamela pam
veronica ronnie vero
johannes hannes hans jo johann
johann hannes hans
joachim jochen achim
friedrich fritz fredi
wilhelm willi willy helmut
heinrich heinz heini heiner
ludwig lutz wiggerl
georg jorg schorsch
sebastian basti bastian wastl seb
maximilian max maxi
matthias matze hias mats
tobias tobi
andreas andi andy
florian flo flori
stefan steffen stevie steff
ulrich uli
wolfgang wolf wolfi
josef sepp beppi jupp
jakob jockel kobi
dietrich dieter dirk
gerhard gerd gert
hans-peter hape
katharina kathi katja katrin kati trine
elisabeth lisa liesl elli sissi lisbeth else elsbeth betti
margarete grete gretel gretchen margret meta
magdalena lena leni magda
johanna hanna hanni jo
susanne susi sanne
franziska franzi sissi
gabriele gabi
ursula uschi ulla
brigitte gitte birgit gitti
christiane christel nane
antoinette toinette toni
antonia toni
eva evi
angelika geli angie
jose pepe pepito chepe
francisco paco pancho curro fran kiko quico cisco
ignacio nacho
jesus chus chuy suso
manuel manolo manu lolo
antonio tono tonio anton toni
enrique quique kike
eduardo edu lalo
guillermo memo guille willy
alejandro ale alex jandro
fernando nando fer
luis lucho
rafael rafa
ricardo richi riki
roberto beto rober tito
jorge coque
juan juancho juanito
vicente chente
santiago santi chago diego
sebastian sebas
gonzalo gonza
dolores lola loli
francisca paca paqui pancha
concepcion concha conchita
maria mari maruja marichu
guadalupe lupe lupita
rosario charo chayo
mercedes merche meche
consuelo chelo
pilar pili
isabel isa chabela
josefa pepa
jean-pierre jp
frederic fred freddo
philippe phil
dominique dom domi
emmanuel manu
nicolas nico
christophe tophe chris
sebastien seb
benjamin benj
guillaume gui guigui
alexandre alex
alexandra alex
laurent lolo
gerard gege
bernard nanard
elisabeth babette lise zabeth
catherine cathy
genevieve ginette viviane
marguerite margot
madeleine mado
francoise fanchon
jacqueline jackie
veronique vero
stephanie steph
valerie val
giuseppe beppe peppe pino
francesco checco franco cesco
giovanni gianni nino
luigi gigi
antonio toni tonino
joao joca
francisco chico
jose ze
antonio toze
mikhail misha mischa
михаил миша мишка
александр саша шура саня шурик
александра саша шура
дмитрий дима митя димка
сергей серёжа сережа серый
алексей лёша леша алёша алеша
иван ваня ванька
николай коля
владимир володя вова вовка
василий вася
евгений женя
евгения женя
михаил миша
юрий юра
павел паша
пётр петр петя
петр петя
константин костя
григорий гриша
борис боря
виктор витя
анатолий толя
андрей андрюша
антон антоша тоша
артём тёма тема артем
вячеслав слава
станислав слава стас
ярослав слава ярик
леонид лёня леня
максим макс
роман рома
илья илюша
фёдор федор федя
федор федя
екатерина катя катюша
анна аня анюта нюра
мария маша маруся
елена лена алёна
наталья наташа ната
ольга оля
татьяна таня
светлана света
ирина ира
людмила люда мила люся
галина галя
надежда надя
любовь люба
валентина валя
валентин валя
анастасия настя
елизавета лиза
дарья даша
юлия юля
ксения ксюша
вера верочка
софья соня софия
aleksandr alexander sasha shura sanya
dmitry dmitri dmitriy dima mitya
sergey sergei seryozha
alexey aleksey alexei lyosha alyosha
ivan vanya
nikolay nikolai kolya
vladimir volodya vova
vasily vasya
evgeny yevgeny evgeniy zhenya
yury yuri yura
pavel pasha
pyotr petya
konstantin kostya
grigory grisha
ekaterina katya
anna anya
maria masha marusya
elena lena alyona
natalia natalya natasha
olga olya
tatiana tatyana tanya
svetlana sveta
irina ira
anastasia nastya
elizaveta liza
yulia julia yulya
ksenia ksyusha`

const groupsOf = new Map<string, number[]>()
for (const [number, group] of folded(groups.trim().replaceAll('\n', ';')).split(';').entries())
  for (const name of group.trim().split(' ')) groupsOf.set(name, [...(groupsOf.get(name) ?? []), number])

/** May one given name be what somebody with the other is called? Folded words. */
export function areNicknames(one: string, other: string): boolean {
  const groups = groupsOf.get(one)
  return (
    groups !== undefined && one !== other && groupsOf.get(other)?.some(each => groups.includes(each)) === true
  )
}
