#!/usr/bin/env node
import { onOurNode, settle } from './parts/node.mjs'

await onOurNode(import.meta.url)
settle()
await import('../src/cli/main.ts')
