import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  { files: ['**/*.js'], rules: { 'max-len': ['error', 120] } },
  {
    files: ['pages/**/*.js'],
    languageOptions: { globals: globals.browser },
    // What a stage asks of a view (view.js) is written with all its arguments, used or not.
    rules: { 'no-unused-vars': ['error', { args: 'none' }], 'no-var': 'error', 'prefer-const': 'error' },
  },
];
