import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const inProject = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Lets `new URL('./worker.ts', import.meta.url)` mean the built file: names it `.js` and builds it as well. The build
 * keeps the folders of src, so such a URL leads to the same place in out/ as in src/.
 */
function builtUrls(): Plugin {
  const sourceUrl = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\.ts\1,\s*import\.meta\.url\s*\)/g
  return {
    name: 'anomalite:built-urls',
    apply: 'build',
    async transform(code, importer) {
      const urls = [...code.matchAll(sourceUrl)]
      if (urls.length === 0) return null
      for (const [, , path] of urls) {
        const file = await this.resolve(`${path}.ts`, importer)
        if (!file) this.error(`${importer} speaks of ${path}.ts, which is not there`)
        this.emitFile({ type: 'chunk', id: file.id, preserveSignature: 'strict' })
      }
      return { code: code.replaceAll(sourceUrl, 'new URL($1$2.js$1, import.meta.url)'), map: null }
    },
  }
}

export default defineConfig({
  main: {
    plugins: [builtUrls()],
    build: {
      // The floors of src become the folders of out, beside out/preload and out/renderer.
      outDir: 'out',
      emptyOutDir: false,
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          'main/index': inProject('src/main/index.ts'),
          'main/host-process': inProject('src/main/host-process.ts'),
          'main/compute-process': inProject('src/main/compute-process.ts'),
        },
        output: {
          preserveModules: true,
          preserveModulesRoot: inProject('src'),
          entryFileNames: '[name].js',
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload script is one CommonJS file.
      externalizeDeps: false,
      // The main process has put there what it shares with the preload script.
      emptyOutDir: false,
      rolldownOptions: {
        input: { index: inProject('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: inProject('src/renderer'),
    plugins: [vue()],
    build: {
      outDir: inProject('out/renderer'),
      rolldownOptions: { input: inProject('src/renderer/index.html') },
    },
  },
})
