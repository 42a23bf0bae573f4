import { type FormEvent, useId, useState } from 'react'
import { isCjk } from '#ledger/name.ts'
import { call, changed, Trouble } from '../parts/api.ts'
import { keepConversionFromSending } from '../parts/ime.ts'
import { useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { say } from '../parts/toast.tsx'
import { words as partWords } from '../parts/words.ts'
import type { Person } from './shape.ts'
import { words } from './words.ts'

/** How the name is read; a suggestion is marked until the owner says that it is right, or how it is. */
export function Reading({ person }: { person: Person }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const [writing, setWriting] = useState(false)
  const id = useId()
  if (!person.reading && !isCjk(person.name)) return null

  const keep = async (reading: string) => {
    try {
      await call('PUT', `/people/${encodeURIComponent(person.personId)}/reading`, { reading })
      setWriting(false)
      changed()
    } catch (error) {
      say(error instanceof Trouble && error.detail ? error.detail : p.trouble)
    }
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void keep(String(new FormData(event.currentTarget).get('reading') ?? ''))
  }
  if (writing)
    return (
      <form className="reading" onSubmit={send} onKeyDown={keepConversionFromSending}>
        <label className="small" htmlFor={id}>
          {w.reading}
        </label>
        <input
          id={id}
          name="reading"
          defaultValue={person.reading ?? ''}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: it opens by the owner's own press
          autoFocus
        />
        <button type="submit">{w.save}</button>
        <button type="button" className="quiet" onClick={() => setWriting(false)}>
          {w.cancel}
        </button>
      </form>
    )
  return (
    <p className="reading small soft">
      {person.reading && <Outside>{person.reading}</Outside>}
      {person.readingGuessed && <span className="reading-guess">{w.readingGuessed}</span>}
      {person.readingGuessed && (
        <button type="button" className="quiet small" onClick={() => keep(person.reading!)}>
          {w.readingRight}
        </button>
      )}
      <button type="button" className="quiet small" onClick={() => setWriting(true)}>
        {person.reading ? w.readingOther : w.readingAdd}
      </button>
    </p>
  )
}
