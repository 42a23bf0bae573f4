#!/usr/bin/env -S node --max-semi-space-size=16
import { onOurNode, settle } from './parts/node.mjs'

await onOurNode(import.meta.url)
settle()
await import('../src/cli/main.ts')
