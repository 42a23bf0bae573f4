import { langOf } from './format.ts'

/**
 * Names and words from outside, always as plain text. Isolated, so that a right-to-left name or an override
 * character cannot turn the sentence around it.
 */
export function Outside({ children, className }: { children: string; className?: string }) {
  return (
    <bdi className={className} lang={langOf(children)}>
      {children}
    </bdi>
  )
}

/** A link to a page outside: only http(s), in its own tab, and the page learns nothing of where it was opened. */
export function OutsideLink({ href, children }: { href: string; children: string }) {
  if (!/^https?:\/\//i.test(href)) return <Outside>{children}</Outside>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      <Outside>{children}</Outside>
    </a>
  )
}
