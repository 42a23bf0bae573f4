import { inBoth } from '#ledger/language.ts'

const two = (n: number) => n.toFixed(2)

export const words = inBoth({
  en: {
    tooYoung:
      'Your ledger is too young for a check on your own past: it takes about 240 days of acts from at least 25 people. Until then the figures rest on what was learnt from other people’s ledgers, and the range is wide on purpose.',
    verdict: (windows: number, inside: number) =>
      `Enishi went back ${windows} times into your own past, forecast the next 90 days from what was known then, and looked at who came, known and new together: ${inside} of ${windows} times the real number lay inside the range (8 of 10 is the aim).`,
    newest: (older: number) =>
      `Your ledger is big, so only the newest of these times are judged; ${older} older ones are left out.`,
    ranges: (known: number, newcomers: number) =>
      `Taken apart: the range for those you knew held in ${known} % of the periods, the range for new people in ${newcomers} %.`,
    tooWide:
      'The range for all together has always held, so it is wider than it need be: the number is surer than it looks.',
    levelRight: (level: number) =>
      `The level was right: for each person who really came, ${two(level)} were forecast.`,
    tooMany: (level: number) =>
      `It promised too many: for each person who really came, ${two(level)} were forecast. Read the figure with that in mind.`,
    tooFew: (level: number) =>
      `It promised too few: for each person who really came, ${two(level)} were forecast.`,
    betterThanRule: (percent: number) =>
      `It was ${percent} % less surprised by what happened than the plain rule “whoever acted in the last 90 days will act again”.`,
    notBetterThanRule:
      'It was not better here than the plain rule “whoever acted in the last 90 days will act again”.',
    ranking: (ours: number, rule: number) =>
      `Ranking (1 is perfect): ${two(ours)} for the 50 likeliest people, ${two(rule)} for the plain rule.`,
    range: (percent: number) => `The range held the real number in ${percent} % of the periods.`,
  },
  ja: {
    tooYoung:
      'ご自身の過去で確かめるには、まだ記録が足りません。25人以上・およそ240日分の出来事が必要です。それまでは、ほかの方々の台帳から学んだ数値で計算し、幅を広めに示しています。',
    verdict: (windows: number, inside: number) =>
      `あなたの過去に${windows}回さかのぼり、その時点でわかっていたことだけで次の90日を予測し、実際に応援した人（知っている人と新しい人の合計）と比べました。${windows}回のうち${inside}回、実際の人数が予測の幅に入りました（目標は10回に8回）。`,
    newest: (older: number) => `台帳が大きいため、新しいほうから確かめました。古い${older}回分は含みません。`,
    ranges: (known: number, newcomers: number) =>
      `分けて見ると、知っている人の幅は期間の${known}%で、新しい人の幅は${newcomers}%で当たりました。`,
    tooWide:
      '全体の幅は、これまで必ず当たっています。必要以上に広い幅なので、実際の確かさは見た目より高いといえます。',
    levelRight: (level: number) =>
      `人数の見積もりは妥当でした。実際の1人に対して、予測は${two(level)}人でした。`,
    tooMany: (level: number) =>
      `多めに見積もっていました。実際の1人に対して、予測は${two(level)}人でした。その分を割り引いてご覧ください。`,
    tooFew: (level: number) => `少なめに見積もっていました。実際の1人に対して、予測は${two(level)}人でした。`,
    betterThanRule: (percent: number) =>
      `「この90日に反応した人は、また反応する」という単純な見方に比べて、外れ方が${percent}%小さくなりました。`,
    notBetterThanRule:
      '「この90日に反応した人は、また反応する」という単純な見方と比べて、良くはありませんでした。',
    ranking: (ours: number, rule: number) =>
      `並べ方の良さ（1が満点）：見込みの高い50人で${two(ours)}、単純な見方では${two(rule)}でした。`,
    range: (percent: number) => `実際の人数が幅に入ったのは、期間の${percent}%でした。`,
  },
})
