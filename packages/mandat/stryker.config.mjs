// Mutation test of the rule files: what decides who may do what, and how history folds. The shapes (schemas, state,
// vocabularies), the wording and the document have tests of their own.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.mjs', related: true },
  mutate: [
    'src/{decide,contexte,preparation,capacite,mineur,recueil,consentement,regularisation,caducite}.ts',
    'src/{exemplaire,revocation,renonciation,suspension,signalement,remplacement}.ts',
    'src/{acte,ratification,compte,demande,reponse,code-tiers,echeance,retention,rectification,effacement}.ts',
    'src/{besoin,portee,permission,avertissement,verifier,periode,preavis,temps,fin,transition}.ts',
    'src/{vue,vue-tiers,restes,qualification,reconciliation,evolve,code,engagement,journal,upcaster}.ts',
    'src/pli*.ts',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.reports/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: 85, break: 85 },
};
