import type { KeyboardEvent } from 'react'

type Key = { isComposing: boolean; keyCode: number }

/**
 * True while a keystroke belongs to an input method. Safari ends the composition before it reports the Enter that
 * ended it, so `isComposing` alone is not enough: that Enter still carries key code 229.
 */
export const isConverting = (event: Key) => event.isComposing || event.keyCode === 229

/** For onKeyDownCapture around react-aria fields: keystrokes of a conversion do not reach their shortcuts. */
export function holdWhileConverting(event: KeyboardEvent) {
  if (isConverting(event.nativeEvent)) event.stopPropagation()
}

/** For onKeyDown of a form: the Enter that ends a conversion does not send the form. The one place that names the key. */
export function keepConversionFromSending(event: KeyboardEvent) {
  if (isConverting(event.nativeEvent) && event.key === 'Enter') event.preventDefault()
}

/** What to search for while a conversion is under way: よm → よ, since the loose consonant is not a letter yet. */
export const settledPart = (text: string) => text.replace(/([\u3041-\u30ff])[a-zA-Zａ-ｚＡ-Ｚ]+$/u, '$1')
