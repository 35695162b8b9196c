import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  { files: ['**/*.js'], rules: { 'max-len': ['error', 120] } },
  {
    files: ['pages/**/*.js', 'site/browser/page/*.js'],
    languageOptions: { globals: globals.browser },
    // What a stage asks of a view (view.js) is written with all its arguments, used or not.
    rules: { 'no-unused-vars': ['error', { args: 'none' }], 'no-var': 'error', 'prefer-const': 'error' },
  },
  { files: ['site/browser/worker.js'], languageOptions: { globals: globals.worker } },
  // FILES: written in by the build.
  {
    files: ['site/browser/service_worker.js'],
    languageOptions: { globals: { ...globals.serviceworker, FILES: 'readonly' } },
  },
  { files: ['site/builder/*.mjs'], languageOptions: { globals: globals.node } },
];
