// One configuration for the house. Formatting is Prettier's; the arrows between packages are dependency-cruiser's.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import tseslint from 'typescript-eslint';

const tests = '**/*.test.{ts,tsx}';

// A later block replaces the options of an earlier one: every list below is therefore written whole.
const zodMini = { name: 'zod', message: "Packages import 'zod/mini': 6 kB instead of 24 and more." };
const node = { group: ['node:*'], message: 'The core has no I/O: put it at the edge.' };

const ambient = [
  ["MemberExpression[object.name='Date'][property.name='now']", 'The core has no clock: take `maintenant`.'],
  ["NewExpression[callee.name='Date'][arguments.length=0]", 'The core has no clock: take `maintenant`.'],
  ["CallExpression[callee.name='Date']", 'The core has no clock: take `maintenant`.'],
  [
    "MemberExpression[property.name='Now'][object.name='Temporal']",
    'The core has no clock: take `maintenant`.',
  ],
  ["MemberExpression[object.name='performance']", 'The core has no clock: take `maintenant`.'],
  ["MemberExpression[object.name='Math'][property.name='random']", 'The core has no chance: take `alea`.'],
  ["MemberExpression[property.name='getRandomValues']", 'The core has no chance: take `alea`.'],
  ["CallExpression[callee.property.name='randomUUID']", 'The core has no chance: take `alea`.'],
  ["CallExpression[callee.property.name='resolvedOptions']", 'The core has no zone: take `zone`.'],
  [
    'MemberExpression[object.name="globalThis"][property.name=/^(process|Buffer|window|document|fetch|localStorage|crypto|performance)$/]',
    'The core has no I/O: put it at the edge.',
  ],
  ['ExportDefaultDeclaration', 'Named exports only.'],
].map(([selector, message]) => ({ selector, message }));

const ambientGlobals = [
  'process',
  'Buffer',
  'window',
  'document',
  'navigator',
  'fetch',
  'localStorage',
  'crypto',
  'console',
  'setTimeout',
  'setInterval',
  'require',
].map((name) => ({ name, message: 'The core has no I/O: put it at the edge.' }));

const floating = ['Math', 'Number', 'parseFloat', 'parseInt', 'NaN', 'Infinity', 'Float64Array'].map(
  (name) => ({
    name,
    message: 'Integers only: bigint.',
  }),
);

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/.turbo/',
      '**/data/',
      '**/drizzle/',
      '.data/',
      '.artifacts/',
      '**/.reports/',
      '**/.stryker-tmp/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['{packages,apps}/*/src/**/*.{ts,tsx}'],
    rules: { 'max-lines': ['error', { max: 400 }] },
  },
  {
    name: 'packages: zod/mini',
    files: ['packages/*/src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [zodMini] }] },
  },
  {
    name: 'packages: no clock, no chance, no zone',
    files: ['packages/*/src/**/*.ts'],
    ignores: [tests, 'packages/*/src/bin/**'],
    rules: { 'no-restricted-syntax': ['error', ...ambient] },
  },
  {
    name: 'packages: no I/O (mandat-pdf drives a compiler, a command line reads files)',
    files: ['packages/{mandat,demarches,diagnostic,statistiques,accompagnement}/src/**/*.ts'],
    ignores: [tests, 'packages/*/src/bin/**'],
    rules: {
      'no-restricted-globals': ['error', ...ambientGlobals],
      'no-restricted-imports': ['error', { paths: [zodMini], patterns: [node] }],
    },
  },
  {
    name: 'statistiques: the sampler of noise holds integers only (C8): a float would leak',
    files: ['packages/statistiques/src/discrete-laplace.ts'],
    rules: {
      'no-restricted-globals': ['error', ...ambientGlobals, ...floating],
      'no-restricted-syntax': [
        'error',
        ...ambient,
        { selector: 'Literal[raw=/^[0-9]*[.eE]/]', message: 'Integers only.' },
        { selector: "BinaryExpression[operator='**']", message: 'Integers only.' },
      ],
    },
  },
  {
    name: 'mandat: the SHA-256 of Node is a pure function (docs/decisions/0010)',
    files: ['packages/mandat/src/ledger-sha256.node.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            zodMini,
            { name: 'node:crypto', allowImportNames: ['hash'], message: 'Only `hash`: it is pure.' },
          ],
          patterns: [{ ...node, group: ['node:*', '!node:crypto'] }],
        },
      ],
    },
  },
  {
    files: ['apps/*/src/**/*.tsx'],
    extends: [jsxA11y.configs.recommended],
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['AbortController', 'AbortSignal', 'Buffer', 'URL', 'TextDecoder', 'TextEncoder', 'console'],
          ...['fetch', 'performance', 'process', 'clearTimeout', 'setTimeout'],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
