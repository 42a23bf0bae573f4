import { type Fields, fieldsIn, isFields, listIn, own, textIn } from '../fields.ts'

/** One labelled value; `within`: the titles of the groups it stands in, outermost first. */
export type Label = { label: string; value: string; within: readonly string[] }

const MOST = 200

/**
 * The values of the newer exports: a flat list whose labels are in the language of the account, with people and groups
 * one or more levels deeper:
 *
 *     "label_values": [{"label": "URL", "value": "https://…"},
 *       {"title": "Owner", "dict": [{"title": "", "dict": [{"label": "Username", "value": "yui_sato"}]}]}]
 */
export function labelsOf(item: Fields): Label[] {
  const found: Label[] = []
  const walk = (list: readonly unknown[], within: readonly string[]) => {
    for (const each of list) {
      if (!isFields(each) || found.length >= MOST) continue
      const value = textIn(each, 'value') ?? textIn(each, 'href')
      if (value !== undefined) found.push({ label: textIn(each, 'label') ?? '', value, within })
      const title = textIn(each, 'title') ?? textIn(each, 'label')
      for (const key of ['dict', 'vec'])
        if (Array.isArray(own(each, key))) walk(listIn(each, key), title ? [...within, title] : within)
    }
  }
  walk(listIn(item, 'label_values'), [])
  return found
}

/** The entries of the older `string_map_data`, whose keys are the labels; in the order of the file. */
export function mapEntries(item: Fields): { label: string; value?: string; timestamp: unknown }[] {
  return Object.entries(fieldsIn(item, 'string_map_data') ?? {}).map(([label, each]) => ({
    label,
    value: textIn(each, 'value'),
    timestamp: own(each, 'timestamp'),
  }))
}

export const isAddress = (value: string) => /^https?:\/\//i.test(value)
