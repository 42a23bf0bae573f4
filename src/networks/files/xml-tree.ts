import { Parser } from 'htmlparser2'

/** An element with its name in small letters and without prefix; `text`: its own text and that of all inside. */
export type Element = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: Element[]
  text: string
}

const deepest = 60
const most = 200_000

/**
 * A small XML answer as a tree; undefined when it is nested or crowded beyond any real one. A DOCTYPE's entities are
 * never expanded, nothing outside is ever fetched.
 */
export function xmlTree(xml: string, isHtml = false): Element | undefined {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let elements = 0
  let isStrange = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > deepest || ++elements > most) {
          isStrange = true
          parser.reset()
          return
        }
        const element: Element = { name: local(name), attributes, children: [], text: '' }
        open.at(-1)!.children.push(element)
        open.push(element)
      },
      ontext(text) {
        open.at(-1)!.text += text
      },
      onclosetag() {
        if (open.length === 1) return
        const done = open.pop()!
        // Once on the way up: an element's text is known when it ends.
        if (!isHtml && open.length > 1) open.at(-1)!.text += done.text
      },
    },
    { xmlMode: !isHtml, decodeEntities: true, recognizeSelfClosing: true, recognizeCDATA: true },
  )
  parser.write(xml)
  if (isStrange) return undefined
  parser.end()
  return isStrange ? undefined : root
}

const local = (name: string) => name.slice(name.lastIndexOf(':') + 1).toLowerCase()

/** Every element of that name below, in order. */
export function* below(element: Element | undefined, name: string): Generator<Element> {
  const waiting = [...(element?.children ?? [])].reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.name === name) yield next
    for (let i = next.children.length - 1; i >= 0; i--) waiting.push(next.children[i]!)
  }
}

export const firstBelow = (element: Element | undefined, name: string): Element | undefined =>
  below(element, name).next().value ?? undefined

export const childText = (element: Element, ...names: string[]): string | undefined => {
  for (const name of names) {
    const found = element.children.find(child => child.name === name)?.text.trim()
    if (found) return found
  }
  return undefined
}
