import { Chance } from '../parts/chance.tsx'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { To } from '../parts/router.tsx'
import { Twin } from '../parts/twin.tsx'
import type { Pair, Side } from './shape.ts'
import { inCommon, plain } from './strength.ts'
import { EvidencePicture, EvidenceTable } from './waterfall.tsx'
import { words } from './words.ts'

/** Both sides beside each other, what they have in common marked, why it is asked, and what would change. */
export function OnePair({ pair }: { pair: Pair }) {
  const w = useWords(words)
  const format = useFormat()
  const [one, other] = pair.sides
  const common = inCommon(toldOf(one), toldOf(other))
  const percent = format.percent(pair.chance)
  return (
    <>
      <section className="sheet stack" aria-labelledby="queue-pair">
        <div className="queue-head">
          <h2 id="queue-pair">
            <Outside>{one.name}</Outside> <span className="queue-and">{'／'}</span>{' '}
            <Outside>{other.name}</Outside>
          </h2>
          <p className="figures">{w.chance(percent)}</p>
        </div>
        {pair.because && <p>{pair.because}</p>}
        <div className="queue-sides">
          <OneSide side={one} common={common} />
          <OneSide side={other} common={common} />
        </div>
        {common.size > 0 && <p className="small soft">{w.marked}</p>}
        <Would pair={pair} />
      </section>
      <Twin
        title={w.why}
        sentence={w.whySaid(percent)}
        picture={<EvidencePicture pair={pair} />}
        table={<EvidenceTable pair={pair} />}
      />
    </>
  )
}

const toldOf = ({ name, accounts }: Side) => [
  name,
  ...accounts.flatMap(account => [account.name, account.handle, account.organization, ...account.addresses]),
]

function OneSide({ side, common }: { side: Side; common: ReadonlySet<string> }) {
  const w = useWords(words)
  const format = useFormat()
  const told = (text: string) =>
    common.has(plain(text)) ? (
      <mark>
        <Outside>{text}</Outside>
      </mark>
    ) : (
      <Outside>{text}</Outside>
    )
  return (
    <article className="queue-side stack tight">
      {side.reading && (
        <p className="small soft">
          <Outside>{side.reading}</Outside>
        </p>
      )}
      <h3>{told(side.name)}</h3>
      {side.isSelf && <p className="small">{w.you}</p>}
      <ul className="queue-accounts" aria-label={w.accounts}>
        {side.accounts.map(account => (
          <li key={account.accountId}>
            <span className="small soft">{account.networkTitle}</span>
            {account.handle && told(account.handle)}
            {account.name && account.name !== side.name && told(account.name)}
            {account.addresses.map(address => (
              <span key={address} className="small">
                {told(address)}
              </span>
            ))}
            {account.organization && (
              <span className="small">
                {told(account.organization)}
                {account.title && (
                  <>
                    {' '}
                    <Outside>{account.title}</Outside>
                  </>
                )}
              </span>
            )}
          </li>
        ))}
        {side.moreAccounts > 0 && (
          <li className="small soft">{w.moreAccounts(format.number(side.moreAccounts))}</li>
        )}
      </ul>
      <p className="small">
        {side.received + side.given === 0
          ? w.nothingYet
          : [
              side.received > 0 && w.fromThem(format.number(side.received), side.received),
              side.given > 0 && w.fromYou(format.number(side.given), side.given),
              side.lastAt && w.latest(format.ago(side.lastAt)),
            ]
              .filter(Boolean)
              .join(' · ')}
      </p>
      {side.p !== null && <Chance p={side.p} />}
      <p>
        <To className="small" to={{ room: 'person', personId: side.personId }}>
          {w.open}
          <span className="unseen">: {side.name}</span>
        </To>
      </p>
    </article>
  )
}

function Would({ pair: { sides } }: { pair: Pair }) {
  const w = useWords(words)
  const format = useFormat()
  const [one, other] = sides
  const accounts = sides.reduce((sum, side) => sum + side.accounts.length + side.moreAccounts, 0)
  const networks = [...new Set(sides.flatMap(side => side.accounts.map(account => account.networkTitle)))]
  const received = one.received + other.received
  const given = one.given + other.given
  return (
    <div className="queue-would stack tight">
      <h3>{w.would}</h3>
      <ul>
        <li>{w.wouldAccounts(format.number(accounts), accounts, format.list(networks))}</li>
        {received + given > 0 && <li>{w.wouldActs(format.number(received), format.number(given))}</li>}
        {one.isSelf !== other.isSelf ? (
          <li>{w.wouldSelf}</li>
        ) : (
          one.p !== null &&
          other.p !== null && <li>{w.wouldCount(format.percent(one.p), format.percent(other.p))}</li>
        )}
      </ul>
    </div>
  )
}
