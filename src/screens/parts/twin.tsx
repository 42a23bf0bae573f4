import { type ReactNode, useId, useState } from 'react'
import { useWords } from './language.tsx'
import { Segments } from './segments.tsx'
import { words } from './words.ts'
import './twin.css'

type Props = { title: string; sentence: string; picture: ReactNode; table: ReactNode }

/** A picture with the sentence that says what it shows, and the same figures as a table. */
export function Twin({ title, sentence, picture, table }: Props) {
  const w = useWords(words)
  const [shown, setShown] = useState<'picture' | 'table'>('picture')
  const said = useId()
  return (
    <figure className="twin stack">
      <figcaption className="twin-head">
        <h2>{title}</h2>
        <Segments
          label={`${title}: ${w.show}`}
          options={[
            { value: 'picture', label: w.picture },
            { value: 'table', label: w.table },
          ]}
          value={shown}
          onChange={next => setShown(next)}
        />
      </figcaption>
      <p id={said}>{sentence}</p>
      {shown === 'picture' ? (
        <div role="img" aria-label={title} aria-describedby={said}>
          {picture}
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        <section className="table" tabIndex={0} aria-label={title}>
          {table}
        </section>
      )}
    </figure>
  )
}
