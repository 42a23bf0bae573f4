import { type DragEvent, useRef, useState } from 'react'
import { inBoth } from '#ledger/language.ts'
import { chosenFiles, droppedFiles } from './brought.ts'
import { useWords } from './language.tsx'
import { bring } from './uploads.ts'
import './drop-files.css'

const words = inBoth({
  en: {
    drop: 'Drop files or a folder here',
    dropNow: 'Let go: Enishi takes it from here',
    what: 'The downloaded zip just as it is, or what was in it. Enishi looks inside to see what it is.',
    files: 'Choose files',
    folder: 'Choose a folder',
    nothing: 'There was no file in that.',
  },
  ja: {
    drop: 'ファイルやフォルダをここへ',
    dropNow: 'そのまま放してください',
    what: 'ダウンロードしたzipのままでも、中のファイルでもかまいません。何のファイルかは、中身を見て判断します。',
    files: 'ファイルを選ぶ',
    folder: 'フォルダを選ぶ',
    nothing: 'ファイルが見つかりませんでした。',
  },
})

/** Where the owner puts what a network gave them. Two buttons do the same without dragging. */
export function DropFiles({ onBrought }: { onBrought?: () => void }) {
  const w = useWords(words)
  const [over, setOver] = useState(false)
  const [said, setSaid] = useState('')
  const fileField = useRef<HTMLInputElement>(null)
  const folderField = useRef<HTMLInputElement>(null)

  const take = (brought: Awaited<ReturnType<typeof droppedFiles>>) => {
    setSaid(brought.length === 0 ? w.nothing : '')
    if (brought.length === 0) return
    bring(brought)
    onBrought?.()
  }
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(await droppedFiles(event.dataTransfer))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is one way; the buttons inside are the other
    <div
      className="drop"
      data-over={over}
      onDragEnter={drag}
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="drop-title">{over ? w.dropNow : w.drop}</p>
      <p className="small soft">{w.what}</p>
      <div className="acts">
        <button type="button" onClick={() => fileField.current?.click()}>
          {w.files}
        </button>
        <button type="button" className="quiet" onClick={() => folderField.current?.click()}>
          {w.folder}
        </button>
      </div>
      <p role="status" className="mistake">
        {said}
      </p>
      <input
        ref={fileField}
        type="file"
        multiple
        hidden
        onChange={event => {
          take(chosenFiles(event.target.files))
          event.target.value = ''
        }}
      />
      <input
        ref={folderField}
        type="file"
        hidden
        {...{ webkitdirectory: '' }}
        onChange={event => {
          take(chosenFiles(event.target.files))
          event.target.value = ''
        }}
      />
    </div>
  )
}
