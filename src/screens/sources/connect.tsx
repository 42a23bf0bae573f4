import { type FormEvent, useId, useRef, useState } from 'react'
import { call, changed } from '../parts/api.ts'
import { keepConversionFromSending } from '../parts/ime.ts'
import { useWords } from '../parts/language.tsx'
import { say } from '../parts/toast.tsx'
import { words } from './live-words.ts'
import type { Connecting, LiveField, LiveKind } from './shape.ts'

/** What has to be filled in to connect one kind of account. */
export function Connect({ kind, onDone }: { kind: LiveKind; onDone(): void }) {
  const w = useWords(words)
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [mistake, setMistake] = useState<string>()

  const connect = async (event: FormEvent) => {
    event.preventDefault()
    if (!form.current?.reportValidity()) return
    const said = new FormData(form.current)
    const fields: Record<string, string> = {}
    for (const field of kind.fields) {
      const value = String(said.get(field.id) ?? '').trim()
      if (value !== '') fields[field.id] = value
    }
    setBusy(true)
    setMistake(undefined)
    try {
      const { signIn } = await call<Connecting>('POST', '/live', { kind: kind.kind, fields })
      if (signIn !== null) {
        location.assign(signIn)
        return
      }
      say(w.connected)
      form.current?.reset()
      changed()
      onDone()
    } catch (error) {
      setMistake(error instanceof Error ? error.message : '')
    }
    setBusy(false)
  }
  return (
    <form ref={form} className="stack" onSubmit={connect} onKeyDown={keepConversionFromSending}>
      {kind.fields.map(field => (
        <Field key={field.id} field={field} id={`${id}-${field.id}`} />
      ))}
      <p className="mistake" role="alert">
        {mistake}
      </p>
      <div className="acts">
        <button type="submit" className="main-act" disabled={busy}>
          {busy ? w.connecting : w.connect}
          <span className="unseen">: {kind.title}</span>
        </button>
      </div>
    </form>
  )
}

const types = { text: 'text', address: 'text', mail: 'email', secret: 'password', choice: 'text' } as const

function Field({ field, id }: { field: LiveField; id: string }) {
  const w = useWords(words)
  const isSecret = field.kind === 'secret'
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.label} {field.optional && <span className="small soft">{w.optional}</span>}
      </label>
      {field.kind === 'choice' ? (
        <select id={id} name={field.id} defaultValue={field.value ?? undefined}>
          {field.choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={field.id}
          type={types[field.kind]}
          required={!field.optional}
          defaultValue={field.value ?? undefined}
          placeholder={field.hint ?? undefined}
          inputMode={field.kind === 'address' ? 'url' : undefined}
          autoComplete={isSecret ? 'new-password' : 'off'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={2000}
          aria-describedby={isSecret ? `${id}-said` : undefined}
        />
      )}
      {isSecret && (
        <p id={`${id}-said`} className="small soft">
          {w.secret}
        </p>
      )}
    </div>
  )
}
