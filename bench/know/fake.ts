import type { Settings } from '#loop/know/link-records.ts'
import { edits, equal, fullName, nameLike } from '#loop/know/match/plain-comparisons.ts'

/** An invented person of Splink's fake_1000. */
export type Invented = Record<
  'unique_id' | 'first_name' | 'surname' | 'dob' | 'city' | 'email' | 'cluster',
  string
>

export function fakeSettings(): Settings<Invented> {
  const frequency = { frequency: true }
  return {
    id: r => r.unique_id,
    comparisons: [
      fullName(
        'name',
        r => r.first_name,
        r => r.surname,
        frequency,
      ),
      edits('birth', r => r.dob),
      equal('city', r => r.city, frequency),
      nameLike('email', r => r.email),
    ],
    blocks: [
      { name: 'first name', keys: r => r.first_name, trainsWithout: ['name'] },
      { name: 'surname', keys: r => r.surname, trainsWithout: ['name'] },
      { name: 'birth', keys: r => r.dob, trainsWithout: ['birth'] },
      { name: 'email', keys: r => r.email, trainsWithout: ['email'] },
      { name: 'swapped', keys: r => [r.first_name, r.surname] },
      { name: 'year and city', keys: r => r.dob && r.city && `${r.dob.slice(0, 4)} ${r.city}` },
      { name: 'local part', keys: r => r.email.split('@')[0] },
    ],
    prior: {
      rules: [
        { name: 'email', keys: r => r.email },
        { name: 'names', keys: r => r.first_name && r.surname && `${r.first_name}\t${r.surname}\t${r.dob}` },
      ],
      recall: 0.7,
    },
    keepFrom: 0.001,
  }
}
