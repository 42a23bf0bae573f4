import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Block, Settings } from '#loop/know/link-records.ts'
import { edits, equal, fullName, nameLike } from '#loop/know/match/plain-comparisons.ts'

/** A synthetic Australian (FEBRL, ANU). */
export type Australian = Record<
  | 'rec_id'
  | 'given_name'
  | 'surname'
  | 'street_number'
  | 'address_1'
  | 'address_2'
  | 'suburb'
  | 'postcode'
  | 'state'
  | 'date_of_birth'
  | 'soc_sec_id',
  string
>

export function readRows<Row>(path: string): Row[] {
  const { data } = Papa.parse<Row>(readFileSync(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
    transformHeader: name => name.trim(),
    transform: value => value.trim(),
  })
  return data
}

/** The person a record stands for: `rec-12-org` and `rec-12-dup-0` are one. */
export const personOf = ({ rec_id }: Australian): string => rec_id.split('-')[1]!

/** The same columns and blocks that science.md measured; `recall` of its rules of certainty. */
export function febrlSettings(recall: number): Settings<Australian> {
  const frequency = { frequency: true }
  const birth: Block<Australian> = {
    name: 'birth',
    keys: r => r.date_of_birth,
    trainsWithout: ['birth'],
  }
  return {
    id: r => r.rec_id,
    comparisons: [
      fullName(
        'name',
        r => r.given_name,
        r => r.surname,
        frequency,
      ),
      edits('birth', r => r.date_of_birth, frequency),
      edits('ssn', r => r.soc_sec_id, frequency),
      edits('street number', r => r.street_number, frequency),
      edits('postcode', r => r.postcode, frequency),
      nameLike('address', r => r.address_1, frequency),
      nameLike('suburb', r => r.suburb, frequency),
      equal('state', r => r.state),
    ],
    blocks: [
      { name: 'names', keys: r => both([r.given_name, r.surname].sort()) },
      birth,
      { name: 'ssn', keys: r => r.soc_sec_id },
      { name: 'state and address', keys: r => both([r.state, r.address_1]) },
      { name: 'number and address', keys: r => both([r.street_number, r.address_1]) },
      { name: 'postcode', keys: r => r.postcode, trainsWithout: ['postcode', 'suburb', 'state'] },
      { name: 'surname and suburb', keys: r => both([r.surname, r.suburb]) },
      { name: 'given and suburb', keys: r => both([r.given_name, r.suburb]) },
    ],
    prior: {
      rules: [
        { name: 'ssn', keys: r => r.soc_sec_id },
        { name: 'names', keys: r => both([r.given_name, r.surname, r.date_of_birth]) },
      ],
      recall,
    },
    keepFrom: 0.001,
  }
}

const both = (parts: readonly string[]) => (parts.every(Boolean) ? parts.join('\t') : undefined)
