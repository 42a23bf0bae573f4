import { relative } from 'node:path'

/**
 * One line a file; below it what failed, what was skipped and why, and what the tests printed. Answers the counts of
 * single tests; a file that cannot even be loaded counts as one failure.
 */
export async function report(stream, root) {
  const files = new Map()
  const of = file => {
    if (!files.has(file)) files.set(file, { passed: 0, failed: [], skipped: [], printed: '' })
    return files.get(file)
  }
  const total = { passed: 0, failed: 0, skipped: 0 }
  for await (const { type, data } of stream) {
    const file = data.file ?? ''
    if (type === 'test:stdout' || type === 'test:stderr') of(file).printed += data.message
    if (type === 'test:summary' && data.file) {
      show(relative(root, file), of(file), data.duration_ms)
      files.delete(file)
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const isFileItself = data.nesting === 0 && data.name === file
    if (
      data.details?.type === 'suite' &&
      !(type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed')
    )
      continue
    if (data.skip !== undefined) {
      of(file).skipped.push(
        `${data.name}${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}`,
      )
      total.skipped++
    } else if (type === 'test:pass') {
      if (isFileItself) continue
      of(file).passed++
      total.passed++
    } else if (data.todo === undefined && data.details.error?.failureType !== 'subtestsFailed') {
      of(file).failed.push(data)
      total.failed++
    }
  }
  for (const [file, rest] of files) if (rest.failed.length > 0) show(relative(root, file), rest, 0)
  return total
}

function show(file, { passed, failed, skipped, printed }, durationMs) {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`
  console.log(
    `${failed.length > 0 ? '✗' : '✓'} ${file}  ${passed}${failed.length > 0 ? ` passed, ${failed.length} failed` : ''}  ${seconds}`,
  )
  if (printed.trim()) console.log(indent(printed.trimEnd()))
  for (const one of skipped) console.log(`  – skipped: ${one}`)
  for (const one of failed) {
    const cause = one.details.error?.cause ?? one.details.error
    console.log(`  ✗ ${one.name}  (${file}:${one.line ?? 1})`)
    console.log(indent(indent(String(cause?.stack ?? cause?.message ?? cause))))
  }
}

const indent = text => text.replace(/^/gm, '  ')
