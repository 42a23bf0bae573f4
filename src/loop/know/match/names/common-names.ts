/**
 * Names in Latin letters that are common where they are at home, folded, with the share of people there who bear them: however rare
 * among the owner's people, two strangers may well share them.
 */
const given = `john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew
joshua kevin brian george timothy ronald edward jason jeffrey ryan jacob nicholas gary eric jonathan stephen justin scott benjamin
samuel gregory alexander patrick frank jack peter henry adam martin simon ben tom mike chris alex sam nick dan joe steve dave jim bob
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy sandra ashley emily kimberly margaret donna
michelle carol amanda melissa deborah stephanie rebecca laura sharon kathleen amy angela anna emma nicole katherine rachel julia maria
kate anne jane claire lucy sophie olivia alice hannah kelly
hans klaus wolfgang andreas stefan jan lukas felix jonas leon max tobias sebastian florian christian matthias markus monika sabine
petra claudia katharina lena sophia lea nina eva johanna
jean pierre michel philippe nicolas francois louis antoine julien marie nathalie isabelle camille chloe lea
jose juan antonio francisco manuel carlos luis miguel jesus pedro javier alejandro pablo diego sergio jorge fernando ana carmen isabel
dolores pilar rosa lucia sofia elena marta paula sara cristina
marco andrea giuseppe giovanni luca francesco antonio matteo lorenzo alessandro giulia francesca chiara
joao paulo pedro lucas gabriel rafael ana mariana beatriz
ivan dmitry sergey alexey andrey nikolay mikhail olga tatiana natalia ekaterina irina
mohamed muhammad mohammed ahmed ali hassan hussein omar ibrahim fatima aisha
minh anh linh hoa lan thi van
lars erik anders per nils johan karl ole kristian mette anne
piotr krzysztof andrzej tomasz jan pawel michal katarzyna agnieszka
raj amit rahul ravi sanjay priya anita sunita
wei ming li jing yan hui jun lei fang min xin
minsu jiwoo jihoon minji seoyeon`
const family = `smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore
jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen
hill flores green adams nelson baker hall rivera campbell mitchell carter roberts evans turner parker collins edwards stewart morris
murphy cook rogers morgan cooper peterson reed bailey bell kelly howard ward cox richardson wood watson brooks bennett gray james
hughes price myers long foster sanders ross murray ford hamilton graham sullivan kennedy byrne ryan oconnor walsh
muller mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf schroder
neumann schwarz zimmermann braun kruger hofmann hartmann lange werner krause lehmann maier huber
bernard dubois durand leroy moreau simon laurent lefebvre michel roux david bertrand petit richard robert
fernandez gomez diaz ruiz alvarez moreno munoz romero alonso gutierrez navarro castro ramos vazquez jimenez morales ortiz reyes cruz
rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti costa
silva santos oliveira souza pereira lima carvalho ferreira ribeiro almeida sousa rodrigues
ivanov petrov sidorov smirnov kuznetsov popov novak horvat kowalski nowak wisniewski kovac nagy toth szabo
hansen jensen nielsen larsen andersen pedersen johansen olsen berg lund johansson karlsson nilsson eriksson larsson persson
de jong jansen vries berg bakker visser dijk
kim park lee choi jung jeong kang cho yoon jang lim han oh seo shin kwon hwang ahn song
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo chan wong cheung lam leung ng tan lim
tran le pham hoang phan vu vo dang bui do ho ngo duong ly
kumar singh sharma patel gupta khan das ali ahmed shah reddy rao
sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura
hayashi shimizu saito mori abe ikeda hashimoto ishikawa yamashita ogawa`

const shares = new Map<string, number>([
  ...given.split(/\s+/).map(name => [name, 0.008] as const),
  ...family.split(/\s+/).map(name => [name, 0.006] as const),
])

/** How common a word of a name is in the world; 0 where it is in no list. */
export const shareAtHome = (word: string): number => shares.get(word) ?? 0
