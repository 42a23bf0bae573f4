import { rm } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Ctx } from '#store/ctx.ts'

/** Where copies of what was brought by a browser lie until they are read. */
export const uploadFolder = ({ dataDir }: Pick<Ctx, 'dataDir'>) => join(dataDir, 'uploads')

/** Of an import's path, what lies there for it alone: a file, or the folder of a set. */
export const ownCopyOf = (ctx: Pick<Ctx, 'dataDir'>, path: string) =>
  relative(uploadFolder(ctx), path).split(sep)[0]!

export async function removeCopy(ctx: Pick<Ctx, 'dataDir'>, path: string): Promise<void> {
  const own = ownCopyOf(ctx, path)
  if (own !== '' && own !== '..') await rm(join(uploadFolder(ctx), own), { recursive: true, force: true })
}
