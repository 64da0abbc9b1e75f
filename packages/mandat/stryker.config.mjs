// Mutation test of the rule files: what decides who may do what, and how history folds. The shapes (schemas, state,
// vocabularies), the wording and the document have tests of their own.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.mjs', related: true },
  mutate: [
    'src/{regles,histoire}/*.ts',
    'src/modele/{contexte,periode,portee,preavis,temps,transition}.ts',
    'src/{codes/code,codes/engagement,formats/journal,formats/upcaster,document/restes}.ts',
    '!src/**/*.{test,fixture}.ts',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.reports/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: 85, break: 85 },
};
