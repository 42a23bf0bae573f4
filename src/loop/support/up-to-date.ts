import { matchPeople } from '#loop/know/match-people.ts'
import { type Matcher, openMatcher } from '#loop/know/matcher.ts'
import { refreshSigns } from '#loop/know/signs.ts'
import type { Ctx } from '#store/ctx.ts'
import { computeSupport } from './compute.ts'

/**
 * Brings figures and people up to date: whose acts count, then the figures of the people as they stand, then who is who, then the
 * figures again, so that what recognising people did to them can be told. Returns whether anything was done.
 */
export async function bringUpToDate(ctx: Ctx, matcher: Matcher): Promise<boolean> {
  await refreshSigns(ctx)
  const computed = await computeSupport(ctx)
  const moved = await matchPeople(ctx, matcher)
  if (moved) await computeSupport(ctx)
  return computed || moved !== undefined
}

/** The same once, for a command that ends. */
export async function settle(ctx: Ctx): Promise<void> {
  const matcher = openMatcher()
  try {
    await bringUpToDate(ctx, matcher)
  } finally {
    await matcher.end()
  }
}
