import { useFormat, useWords } from '../parts/language.tsx'
import { Outside } from '../parts/outside.tsx'
import { dismiss, sendAgain, type Upload, useUploads } from '../parts/uploads.ts'
import { words as partWords } from '../parts/words.ts'
import { words } from './words.ts'

const SHOWN = 12

/** Files on their way from this browser, and those that were not taken, with the reason for each. */
export function Sending() {
  const w = useWords(words)
  const format = useFormat()
  const uploads = useUploads()
  const going = uploads.filter(upload => upload.state !== 'refused')
  const refused = uploads.filter(upload => upload.state === 'refused')
  return (
    <>
      {going.length > 0 && (
        <section className="sending">
          <h2>{w.sending}</h2>
          <ul>
            {going.slice(0, SHOWN).map(upload => (
              <li key={upload.key}>
                <Going upload={upload} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {refused.length > 0 && (
        <section className="sending stack tight" aria-live="polite">
          <h2>{w.refusedTitle(format.number(refused.length), refused.length)}</h2>
          <ul>
            {refused.slice(0, SHOWN).map(upload => (
              <li key={upload.key}>
                <Refused upload={upload} />
              </li>
            ))}
          </ul>
          {refused.length > 1 && (
            <div>
              <button
                type="button"
                className="quiet"
                onClick={() => refused.forEach(upload => void dismiss(upload.key))}
              >
                {w.forgetAll}
              </button>
            </div>
          )}
        </section>
      )}
    </>
  )
}

function Going({ upload }: { upload: Upload }) {
  const w = useWords(words)
  const format = useFormat()
  const seconds = upload.startedAt === null ? 0 : (performance.now() - upload.startedAt) / 1000
  const left = seconds > 2 && upload.sent > 0 ? (seconds * (upload.bytes - upload.sent)) / upload.sent : null
  return (
    <>
      <div className="sending-line">
        <Outside>{upload.name}</Outside>
        <button type="button" className="quiet" onClick={() => dismiss(upload.key)}>
          {w.stop}
          <span className="unseen">: {upload.name}</span>
        </button>
      </div>
      <progress aria-label={upload.name} max={Math.max(1, upload.bytes)} value={upload.sent} />
      <p className="small soft figures">
        {upload.state === 'queued' ? w.queued : w.sent(format.bytes(upload.sent), format.bytes(upload.bytes))}
        {left !== null && ` · ${w.left(format.length(left))}`}
      </p>
    </>
  )
}

function Refused({ upload }: { upload: Upload }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const trouble = upload.trouble
  const why = trouble?.kind === 'offline' ? p.offline : (trouble?.detail ?? p.trouble)
  return (
    <div className="sending-line">
      <span>
        <b>
          <Outside>{upload.name}</Outside>
        </b>
        <br />
        {why}
      </span>
      <span className="acts">
        {(trouble?.kind === 'offline' || trouble?.kind === 'away') && (
          <button type="button" onClick={() => sendAgain(upload.key)}>
            {w.again}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => dismiss(upload.key)}>
          {w.forget}
          <span className="unseen">: {upload.name}</span>
        </button>
      </span>
    </div>
  )
}
