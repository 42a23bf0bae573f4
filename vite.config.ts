import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  plugins: [react(), ownLanguagesOnly()],
  publicDir: false,
  // The server writes the path below which it is reached before the addresses of the built files.
  base: './',
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4649' } },
})

/** react-aria carries its words in over thirty languages; Enishi speaks two. */
function ownLanguagesOnly(): Plugin {
  const foreign =
    /\/react-(?:aria|stately|aria-components)\/dist\/private\/intl\/[^/]+\/(?!en-US|ja-JP)[a-z]{2}-[A-Z]{2}\.mjs$/
  return {
    name: 'own-languages-only',
    load: id => (foreign.test(id) ? 'export default {}' : null),
  }
}
