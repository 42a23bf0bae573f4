import { useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { sayOf, takeBack } from '../parts/say-of.ts'
import { say } from '../parts/toast.tsx'
import type { Person } from './shape.ts'
import { words } from './standing-words.ts'

/** Says at once when a page is not about somebody who could support the owner, and takes that back. */
export function Standing({ person }: { person: Person }) {
  const w = useWords(words)
  const { isSelf, isProgram, because } = person.standing
  if (!isSelf && !isProgram) return null
  const said = person.standing.words.filter(
    word => word.about === (isSelf ? 'own' : 'program') && word.verdict,
  )
  const ids = person.accounts.map(account => account.accountId)
  const own = person.accounts.filter(account => account.isSelf).map(account => account.accountId)
  const back = async () => {
    if (said.length === 0) {
      if (isSelf) return sayOf('own-accounts', { no: own }, w.saidNotMe(person.name))
      return sayOf('programs', { people: ids }, w.saidPerson(person.name))
    }
    try {
      await takeBack(said.map(word => word.decisionId))
      say(w.tookBack)
    } catch (error) {
      say(error instanceof Error ? error.message : '')
    }
  }
  return (
    <section className="sheet stack tight">
      <p>
        <b>{isSelf ? w.isMe : w.isProgram}</b>
      </p>
      {!isSelf && because.length > 0 && (
        <ul className="small">
          {because.map(reason => (
            <li key={reason}>
              <Outside>{reason}</Outside>
            </li>
          ))}
        </ul>
      )}
      <div className="acts">
        <button type="button" onClick={() => void back()}>
          {isSelf ? w.notMe : w.person}
        </button>
      </div>
    </section>
  )
}

/** The two words that can be said of anybody. */
export function StandingActs({ person }: { person: Person }) {
  const w = useWords(words)
  if (person.standing.isSelf) return null
  const ids = person.accounts.map(account => account.accountId)
  return (
    <>
      <button
        type="button"
        className="quiet"
        onClick={() => sayOf('own-accounts', { yes: ids }, w.saidMe(person.name))}
      >
        {w.me}
      </button>
      {!person.standing.isProgram && (
        <button
          type="button"
          className="quiet"
          onClick={() => sayOf('programs', { programs: ids }, w.saidProgram(person.name))}
        >
          {w.program}
        </button>
      )}
    </>
  )
}
