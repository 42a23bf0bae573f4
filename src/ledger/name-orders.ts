import { generationOf } from './generation.ts'
import { displayName, isFamilyFirst, type NameParts, partsInOrder, shownLine } from './name.ts'

/**
 * The name for comparing: where a source tells family and given name apart, these two (and what tells father from son), without
 * middle names, titles and remarks, which others leave out.
 */
export function comparedName(parts: NameParts): string {
  const shown = displayName(parts)
  const [family, given] = [parts.familyName, parts.givenName].map(part => shownLine(part ?? ''))
  if (!family || !given) return shown
  const inOrder = partsInOrder(parts)
  const { which, name } = generationOf(shown.normalize('NFKC'))
  return which === undefined || generationOf(inOrder.normalize('NFKC')).which
    ? inOrder
    : `${inOrder} ${markOf(shown.normalize('NFKC'), name)}`
}

/** What a name has beyond its words without it. */
function markOf(shown: string, name: string): string {
  const words = new Set(name.split(/[\s,()]+/))
  return shown
    .split(/[\s,()]+/)
    .filter(word => word !== '' && !words.has(word))
    .join(' ')
}

/** All orders in which people may type a name that is known in parts. */
export function nameOrders(parts: NameParts): string[] {
  const { familyName = '', givenName = '' } = parts
  const shown = displayName(parts)
  if (!familyName || !givenName) return [shown]
  const orders = [`${familyName} ${givenName}`, `${givenName} ${familyName}`].map(shownLine)
  return [...new Set([shown, ...(isFamilyFirst(familyName + givenName) ? orders.slice(0, 1) : orders)])]
}
