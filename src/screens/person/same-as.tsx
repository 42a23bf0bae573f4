import { useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, Text } from 'react-aria-components'
import { Dialog } from '../parts/dialog.tsx'
import { holdWhileConverting } from '../parts/ime.ts'
import { useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { usePeopleSearch } from '../parts/people-search.ts'
import { Speaker } from '../parts/speaker.tsx'
import { words as partWords } from '../parts/words.ts'
import { words } from './words.ts'
import '../parts/palette.css'
import './same-as.css'

type Props = { except: string; onClose(): void; onPick(personId: string, name: string): void }

/** Picks the other person that is really this one. */
export default function SameAs({ except, onClose, onPick }: Props) {
  const w = useWords(words)
  const p = useWords(partWords)
  const [typed, setTyped] = useState('')
  const { people, searching } = usePeopleSearch(typed)
  const others = people.filter(person => person.personId !== except)
  return (
    <Speaker>
      <Dialog title={w.same} onClose={onClose}>
        <p>{w.sameHow}</p>
        <div onKeyDownCapture={holdWhileConverting}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField autoFocus aria-label={w.sameSearch} className="pick">
              <Input placeholder={p.typeName} autoComplete="off" spellCheck={false} maxLength={200} />
            </SearchField>
            <ListBox
              aria-label={w.sameResults}
              className="pick-lines"
              items={others.map(person => ({ ...person, id: person.personId }))}
              selectionMode="none"
              onAction={key => {
                const person = others.find(other => other.personId === key)
                if (person) onPick(person.personId, person.name)
              }}
              renderEmptyState={() => (
                <p className="palette-none soft">
                  {typed.trim() === '' ? w.sameSearch : searching ? p.searching : p.noOne}
                </p>
              )}
            >
              {person => (
                <ListBoxItem textValue={person.name}>
                  <Text slot="label">
                    <Outside>{person.name}</Outside>
                  </Text>
                  <Text slot="description">
                    <Outside>{[person.reading, person.because[0]].filter(Boolean).join(' · ')}</Outside>
                  </Text>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </div>
      </Dialog>
    </Speaker>
  )
}
