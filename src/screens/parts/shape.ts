import { z } from 'zod'

/** Shapes shared by several doors. Numbers of people are expectations, so they may be fractions. */
export const range = z.object({
  expected: z.number().describe('expected number of people'),
  low: z.number().describe('lower end of the range that holds 8 times out of 10'),
  high: z.number().describe('its upper end'),
})

/** A figure of what may be out of sight: never zero for what nobody can see. */
export const figure = z.object({
  expected: z.number().nullable().describe('expected number of people; null where it cannot be told'),
  low: z.number().nullable().describe('10 % quantile'),
  high: z.number().nullable().describe('90 % quantile'),
  why: z.string().optional().describe('where it cannot be told: why, and what would show it'),
})

/** A whole number in an address as people write it: digits, not nothing, no `1e3`, no `0x10`. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))

export const stage = z.enum(['stranger', 'noticed', 'warm', 'supporter', 'advocate'])
export const change = z.enum(['new', 'returning', 'fading'])

export const notVisible = z.object({
  network: z.string(),
  title: z.string(),
  why: z.string().describe('a sentence in the reader’s language'),
})

/** RFC 9457 problem details. `type` is the address of the page that explains the code. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
})

export type Range = z.infer<typeof range>
export type Figure = z.infer<typeof figure>
export type Stage = z.infer<typeof stage>
export type Change = z.infer<typeof change>
export type NotVisible = z.infer<typeof notVisible>
export type Problem = z.infer<typeof problem>

/** How much one comparison says for (above 0) or against (below 0) two accounts being one person. */
export const weighed = z.object({
  comparison: z.string().describe('prior, name, handle, mail, page, domain, organisation, rivals'),
  text: z.string().describe('what was compared and seen, in words'),
  bits: z.number(),
})
