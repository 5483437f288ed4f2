import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

export default defineConfig(
  { ignores: ['index/', 'node_modules/', '.wrangler/', 'packages/*/dist/'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Prettier leaves comments, strings, templates and patterns as they are.
      'max-len': ['error', { code: 100, ignoreUrls: true }],
    },
  },
  // The compiler finds these in what it checks, in no time.
  {
    files: ['src/**', 'web/**', 'tests/**', 'tools/**'],
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  // Documents and pages that tests quote keep their own lines.
  {
    files: ['tests/**'],
    rules: {
      'max-len': [
        'error',
        { code: 100, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
      ],
    },
  },
)
