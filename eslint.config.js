import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import tseslint from 'typescript-eslint';

const zodMiniOnly = {
  name: 'zod',
  message: "Packages import 'zod/mini': 6 kB instead of 24 and more.",
};

const pureCore = [
  'error',
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The core has no clock: take `maintenant`.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The core has no clock: take `maintenant`.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'The core has no chance: take `alea`.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'The core has no clock: take `maintenant`.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/.turbo/',
      '.data/',
      '.artifacts/',
      '.reports/',
      '**/node_modules/',
      '**/data/',
      '**/drizzle/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [zodMiniOnly] }],
      'no-restricted-syntax': pureCore,
    },
  },
  {
    files: ['packages/{mandat,demarches,diagnostic,statistiques,accompagnement}/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/src/bin/**', '**/src/node/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'fetch', 'localStorage'],
      'no-restricted-imports': ['error', { paths: [zodMiniOnly], patterns: [{ group: ['node:*'], message: 'The core has no I/O.' }] }],
    },
  },
  {
    files: ['apps/*/src/**/*.tsx'],
    extends: [jsxA11y.configs.recommended],
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly', performance: 'readonly', AbortSignal: 'readonly', TextDecoder: 'readonly', TextEncoder: 'readonly' },
    },
  },
);
