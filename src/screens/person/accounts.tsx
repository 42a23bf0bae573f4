import { useState } from 'react'
import { call, changed } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { useLater } from '../parts/later.ts'
import { Outside, OutsideLink } from '../parts/outside.tsx'
import { say } from '../parts/toast.tsx'
import type { Account, Person } from './shape.ts'
import { StandingActs } from './standing.tsx'
import { words } from './words.ts'
import './accounts.css'

const openSameAs = () => import('./same-as.tsx')

/** All accounts of one person, why they are taken for one, and the way to take that back. */
export function Accounts({ person, reload }: { person: Person; reload(): void }) {
  const w = useWords(words)
  const [picking, setPicking] = useState(false)
  const SameAs = useLater(openSameAs, picking)

  const takeBack = async (decisionId: string) => {
    try {
      await call('DELETE', `/decisions/${decisionId}`)
      changed()
      say(w.tookBack, async () => {
        await call('POST', `/decisions/${decisionId}/restore`)
        changed()
      })
    } catch (error) {
      say(error instanceof Error ? error.message : '')
      reload()
    }
  }
  const split = async (accountId: string, label: string) => {
    try {
      const { decisionId } = await call<{ decisionId: string }>(
        'POST',
        `/people/${encodeURIComponent(person.personId)}/split`,
        { accountId },
      )
      changed()
      say(w.splitDone(label), async () => {
        await call('DELETE', `/decisions/${decisionId}`)
        changed()
      })
    } catch (error) {
      say(error instanceof Error ? error.message : '')
      reload()
    }
  }
  const join = async (otherId: string, name: string) => {
    setPicking(false)
    try {
      const { decisionId } = await call<{ decisionId: string }>(
        'POST',
        `/people/${encodeURIComponent(person.personId)}/same`,
        { otherId },
      )
      changed()
      say(w.sameDone(name), async () => {
        await call('DELETE', `/decisions/${decisionId}`)
        changed()
      })
    } catch (error) {
      say(error instanceof Error ? error.message : '')
    }
  }
  return (
    <section className="stack">
      <h2>{w.accounts}</h2>
      <ul className="accounts">
        {person.accounts.map(account => (
          <li key={account.accountId}>
            <OneAccount
              account={account}
              knownAs={person.name}
              takeBack={takeBack}
              split={person.accounts.length > 1 ? split : undefined}
            />
          </li>
        ))}
      </ul>
      <div className="acts">
        <button type="button" onClick={() => setPicking(true)}>
          {w.same}
        </button>
        <StandingActs person={person} />
      </div>

      {SameAs && <SameAs except={person.personId} onClose={() => setPicking(false)} onPick={join} />}
    </section>
  )
}

type AccountProps = {
  account: Account
  knownAs: string
  takeBack(decisionId: string): void
  split?: ((accountId: string, label: string) => void) | undefined
}

function OneAccount({ account, knownAs, takeBack, split }: AccountProps) {
  const w = useWords(words)
  const format = useFormat()
  const label = account.handle ?? account.name ?? account.url ?? account.networkTitle
  const role = [account.organization, account.title].filter(part => part !== null)
  return (
    <article className="account">
      <p className="small soft">{account.networkTitle}</p>
      <p className="account-name">
        {account.url ? <OutsideLink href={account.url}>{label}</OutsideLink> : <Outside>{label}</Outside>}
        {account.isSelf && <b className="small">{w.self}</b>}
      </p>
      {account.name && account.name !== label && account.name !== knownAs && (
        <p>
          <Outside>{account.name}</Outside>
        </p>
      )}
      {role.map(part => (
        <p key={part} className="small">
          <Outside>{part}</Outside>
        </p>
      ))}
      {account.from.length > 0 && <p className="small soft">{w.toldBy(format.list(account.from))}</p>}
      {account.because.length > 0 && (
        <div className="account-because">
          <p className="small soft">{w.sameBecause}</p>
          <ul>
            {account.because.map(reason => (
              <li key={reason.decisionId}>
                <span>
                  {reason.text}{' '}
                  <span className="small soft">
                    {reason.by === 'owner'
                      ? w.byOwner
                      : reason.by === 'rule'
                        ? w.byRule
                        : w.byLikeness(format.percent(reason.chance ?? 0))}{' '}
                    <time dateTime={reason.at}>{format.day(reason.at)}</time>
                  </span>
                  {reason.evidence.length > 0 && (
                    <details className="account-weighed small">
                      <summary>{w.weighed}</summary>
                      <ul>
                        {reason.evidence.map(one => (
                          <li key={one.text}>
                            {one.bits < 0 ? '−' : one.bits > 0 ? '＋' : '！'} {one.text}{' '}
                            <span className="soft figures">{format.number(Math.abs(one.bits), 1)}</span>
                          </li>
                        ))}
                      </ul>
                    </details>
                  )}
                </span>
                <button type="button" className="quiet" onClick={() => takeBack(reason.decisionId)}>
                  {w.takeBack}
                  <span className="unseen">: {reason.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {split && (
        <p>
          <button type="button" className="quiet small" onClick={() => split(account.accountId, label)}>
            {w.split}
            <span className="unseen">: {label}</span>
          </button>
        </p>
      )}
    </article>
  )
}
