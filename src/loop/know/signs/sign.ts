/** One thing that speaks for or against: `word`: what was seen, from outside; `count`, `of`: how often. */
export type Sign = { code: string; weight: number; word?: string; count?: number; of?: number }
