import { type FormEvent, useId, useState } from 'react'
import { call, changed, Trouble } from '../parts/api.ts'
import { keepConversionFromSending } from '../parts/ime.ts'
import { keep, kept } from '../parts/kept.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { say } from '../parts/toast.tsx'
import { words as partWords } from '../parts/words.ts'
import type { Note, Person } from './shape.ts'
import { words } from './words.ts'
import './notes.css'

/** The owner's own words on a person. What is half written stays in this browser until it is kept. */
export function Notes({ person, reload }: { person: Person; reload(): void }) {
  const w = useWords(words)
  const format = useFormat()
  const [editing, setEditing] = useState<string | null>(null)
  const path = `/people/${encodeURIComponent(person.personId)}/notes`

  const remove = async (note: Note) => {
    try {
      await call('DELETE', `/notes/${note.noteId}`, undefined, { ifMatch: note.version })
      changed()
      say(w.removed, async () => {
        await call('POST', path, { text: note.text })
        changed()
      })
    } catch (error) {
      say(error instanceof Error ? error.message : '')
      reload()
    }
  }
  return (
    <section className="stack">
      <div>
        <h2>{w.notes}</h2>
        <p className="small soft">{w.notesOnly}</p>
      </div>
      {person.notes.map(note =>
        editing === note.noteId ? (
          <NoteForm
            key={note.noteId}
            draft={`draft note ${note.noteId}`}
            before={note.text}
            onCancel={() => setEditing(null)}
            save={async text => {
              await call('PUT', `/notes/${note.noteId}`, { text }, { ifMatch: note.version })
              setEditing(null)
              changed()
            }}
          />
        ) : (
          <article key={note.noteId} className="note sheet">
            <p className="note-text">
              <Outside>{note.text}</Outside>
            </p>
            <footer className="acts">
              <time className="small soft" dateTime={note.updatedAt}>
                {format.day(note.createdAt)}
                {note.updatedAt !== note.createdAt && `（${w.changedOn(format.day(note.updatedAt))}）`}
              </time>
              <span className="acts note-acts">
                <button type="button" className="quiet" onClick={() => setEditing(note.noteId)}>
                  {w.edit}
                </button>
                <button type="button" className="quiet" onClick={() => remove(note)}>
                  {w.remove}
                </button>
              </span>
            </footer>
          </article>
        ),
      )}
      <NoteForm
        key={`new ${person.notes.length}`}
        draft={`draft person ${person.personId}`}
        before=""
        save={async text => {
          await call('POST', path, { text })
          changed()
        }}
      />
    </section>
  )
}

type FormProps = {
  draft: `draft ${string}`
  before: string
  save(text: string): Promise<void>
  onCancel?: () => void
}

function NoteForm({ draft, before, save, onCancel }: FormProps) {
  const w = useWords(words)
  const p = useWords(partWords)
  const id = useId()
  const [text, setText] = useState(() => kept(draft) ?? before)
  const [busy, setBusy] = useState(false)
  const [mistake, setMistake] = useState<string>()
  const isDraft = text.trim() !== '' && text !== before

  const write = (next: string) => {
    setText(next)
    keep(draft, next === before ? null : next)
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    setBusy(true)
    try {
      await save(text.trim())
      keep(draft, null)
      setText('')
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      setMistake(error.status === 412 ? w.noteClash : (error.detail ?? p.offline))
      if (error.status === 412) changed()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="field" onSubmit={send} onKeyDown={keepConversionFromSending}>
      <label htmlFor={id}>{before ? w.noteText : w.noteNew}</label>
      <textarea
        id={id}
        rows={isDraft || before ? 4 : 2}
        value={text}
        maxLength={10_000}
        placeholder={w.notePlaceholder}
        onChange={event => write(event.target.value)}
        aria-invalid={mistake ? true : undefined}
        aria-describedby={`${id}-said`}
      />
      <p
        id={`${id}-said`}
        className={mistake ? 'mistake' : 'small soft'}
        role={mistake ? 'alert' : undefined}
      >
        {mistake ?? (isDraft ? w.draftKept : '')}
      </p>
      {(isDraft || onCancel) && (
        <div className="acts">
          <button type="submit" className="main-act" disabled={busy || !isDraft}>
            {w.save}
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              write(before)
              setMistake(undefined)
              onCancel?.()
            }}
          >
            {w.cancel}
          </button>
        </div>
      )}
    </form>
  )
}
