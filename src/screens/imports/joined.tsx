import { call, changed, useLoad } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { To } from '../parts/router.tsx'
import { say } from '../parts/toast.tsx'
import type { Joined } from './shape.ts'
import { words } from './words.ts'

/** Who was recognised as somebody who is here already, each with the reason and the way back. */
export function JoinedPeople({ importId }: { importId: string }) {
  const w = useWords(words)
  const format = useFormat()
  const { data } = useLoad<Joined>(`/imports/${importId}/joined`)
  if (!data || data.total === 0) return null
  const takeBack = async (decisionId: string) => {
    try {
      await call('DELETE', `/decisions/${decisionId}`)
      say(w.joinedApart)
    } catch (error) {
      say(error instanceof Error ? error.message : '')
    }
    changed()
  }
  return (
    <details className="import-joined">
      <summary>{w.joined(format.number(data.total), data.total)}</summary>
      <ul className="joined-people">
        {data.people.map(({ decisionId, personId, name, because }) => (
          <li key={decisionId}>
            <To to={{ room: 'person', personId }}>
              <Outside>{name}</Outside>
            </To>
            <span className="small soft">{because}</span>
            <button type="button" className="quiet" onClick={() => takeBack(decisionId)}>
              {w.joinedTakeBack}
              <span className="unseen">: {name}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
