import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlText, plainText } from './html-text.ts'

const cases: [html: string, text: string][] = [
  ['', ''],
  ['plain', 'plain'],
  ['<p>一つ目。</p><p>二つ目。<br>三つ目。</p>', '一つ目。\n\n二つ目。\n三つ目。'],
  ['a &amp; b &lt;c&gt; &#x7e01; &hellip;', 'a & b <c> 縁 …'],
  ['a\n  b\t<b>c</b>', 'a b c'],
  ['<script>alert(1)</script>x', 'x'],
  ['<style>p{}</style><noscript><p title="</noscript><img src=x onerror=alert(1)>">', ''],
  ['<xmp><p>no</p></xmp><template>no</template>yes', 'yes'],
  ['<title>a</title><script>b</script></title>c', 'c'],
  ['<svg><animate onbegin=alert(1)></svg><math><mi>x</mi></math>y', 'y'],
  ['<ul><li>一<li>二</ul>', '一\n二'],
  ['a<!-- b -->c', 'ac'],
  ['<a href="javascript:alert(1)">link</a>', 'link'],
  ['1 < 2 && 3 > 2', '1 < 2 && 3 > 2'],
  ['nul\u0000\ud800', 'nul�'],
]
for (const [html, text] of cases) {
  test(`text of ${JSON.stringify(html)}`, () => assert.equal(htmlText(html), text))
}

test('at most 2,000 characters, and megabytes of markup end soon', () => {
  assert.equal(htmlText('縁'.repeat(5000)).length, 2000)
  assert.equal(htmlText(`<p>${'<b>a</b>'.repeat(1_000_000)}</p>`).length, 2000)
  assert.equal(htmlText('<div>'.repeat(200_000)), '')
  assert.equal(plainText(`a\r\n${'b'.repeat(3000)}`).length, 2000)
})
