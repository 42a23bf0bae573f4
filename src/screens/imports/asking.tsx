import { useId, useState } from 'react'
import { useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import type { ImportReport } from './shape.ts'
import { words } from './words.ts'

type Props = {
  report: ImportReport
  onAnswer(answers: Readonly<Record<string, string>>): void
  onCancel(): void
}

/** What only the owner can tell of a file, before it is read: which name is yours, which column holds what. */
export function Asking({ report, onAnswer, onCancel }: Props) {
  const w = useWords(words)
  const form = useId()
  const [answers, setAnswers] = useState(() =>
    Object.fromEntries(report.questions.map(({ id, proposed }) => [id, proposed ?? ''])),
  )
  return (
    <form
      className="import-ask stack tight"
      onSubmit={event => {
        event.preventDefault()
        onAnswer(answers)
      }}
    >
      <p>{report.question}</p>
      <div className="import-questions">
        {report.questions.map(({ id, title, choices, optional }) => (
          <p key={id} className="stack tight">
            <label htmlFor={`${form}${id}`}>
              <Outside>{title}</Outside>
            </label>
            <select
              id={`${form}${id}`}
              required={!optional}
              value={answers[id] ?? ''}
              onChange={event => setAnswers({ ...answers, [id]: event.target.value })}
            >
              <option value="">{optional ? w.noAnswer : ''}</option>
              {choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </p>
        ))}
      </div>
      <div className="acts">
        <button type="submit" className="main-act">
          {w.answer}
        </button>
        <button type="button" onClick={onCancel}>
          {w.cancel}
        </button>
      </div>
    </form>
  )
}
