import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const project = join(root, '..', '..');
const built = join(project, 'dist', 'console');

/** A packed copy beside each file that is worth it: packed once, not at every request. */
const packed: Plugin = {
  name: 'packed',
  closeBundle() {
    for (const name of readdirSync(built, { recursive: true, encoding: 'utf8' })) {
      if (/\.(js|css|html|svg)$/.test(name))
        writeFileSync(join(built, `${name}.br`), brotliCompressSync(readFileSync(join(built, name))));
    }
  },
};

/** Builds the console into dist/console, which the api serves below /console/. */
const config = defineConfig({
  root,
  base: '/console/',
  logLevel: 'warn',
  plugins: [packed],
  resolve: { alias: { '@app': join(project, 'libs') } },
  css: {
    preprocessorOptions: {
      scss: { loadPaths: [join(project, 'node_modules', '@uswds', 'uswds', 'packages')], quietDeps: true },
    },
  },
  build: {
    outDir: built,
    emptyOutDir: true,
    target: 'es2022',
    // Files, not data: addresses, which the content security policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    // "use client" means nothing where there is no server that renders.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: 'es' },
});

// eslint-disable-next-line no-restricted-syntax -- Vite reads its configuration from the default export
export default config;
