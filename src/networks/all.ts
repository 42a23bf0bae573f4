import type { Network } from './contract.ts'
import { mastodon } from './mastodon/network.ts'
import { webmention } from './webmention/network.ts'
import { wordpress } from './wordpress/network.ts'

/** Every network and file format Enishi reads; more particular ones first. */
export const networks: readonly Network[] = [mastodon, webmention, wordpress]
