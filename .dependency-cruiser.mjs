// The arrows of the house: apps → accompagnement → the four; mandat-pdf → mandat. No cycle anywhere.
const core = ['mandat', 'diagnostic', 'statistiques', 'demarches'];

export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'A cycle hides which concept owns the rule.',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { circular: true },
    },
    {
      name: 'the-four-stand-alone',
      comment: 'mandat, diagnostic, statistiques and demarches never import another package of the house.',
      severity: 'error',
      from: { path: `^packages/(${core.join('|')})/` },
      to: { path: '^(packages|apps)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'mandat-pdf-knows-mandat-only',
      severity: 'error',
      from: { path: '^packages/mandat-pdf/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(mandat|mandat-pdf)/' },
    },
    {
      name: 'accompagnement-composes-the-four',
      severity: 'error',
      from: { path: '^packages/accompagnement/' },
      to: { path: '^(packages|apps)/', pathNot: `^packages/(accompagnement|${core.join('|')})/` },
    },
    {
      name: 'nothing-imports-an-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-are-strangers',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'kiosque-knows-diagnostic-only',
      severity: 'error',
      from: { path: '^apps/kiosque/' },
      to: { path: '^packages/', pathNot: '^packages/diagnostic/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.turbo|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['@porte-plume/source', 'import', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
