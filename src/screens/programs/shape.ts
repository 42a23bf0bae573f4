import { z } from 'zod'
import { accountLine } from '../me/shape.ts'

/** GET /api/v1/programs */
export const programs = z.object({
  total: z.number().int().describe('accounts out of figures and lists'),
  programs: z.array(accountLine).describe('at most 200; said: true where the owner marked it by hand'),
  people: z.array(accountLine).describe('those the owner said to be people, at most 100'),
})

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const some = z.array(uuid).max(200).default([])

/** POST /api/v1/programs */
export const programWords = z.object({
  programs: some.describe('accounts that a program keeps'),
  people: some.describe('accounts that a person keeps'),
})

export type Programs = z.infer<typeof programs>
