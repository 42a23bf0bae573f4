import { useId } from 'react'
import './segments.css'

type Props<T extends string> = {
  label: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange(value: T): void
  /** Show the label instead of only speaking it. */
  titled?: boolean
}

/** One of a few, side by side: radio buttons, so that arrow keys and screen readers know them. */
export function Segments<T extends string>({ label, options, value, onChange, titled = false }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className={titled ? 'small soft' : 'unseen'}>{label}</legend>
      <div>
        {options.map(option => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
