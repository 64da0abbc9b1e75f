// The arrows of the house (docs/decisions): apps → accompagnement → the four; mandat-pdf → mandat. No cycle anywhere.
// scripts/arrows.test.mjs feeds this file wrong trees and expects each rule to fire.
const four = 'mandat|diagnostic|statistiques|demarches';

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
      from: { path: `^packages/(${four})/` },
      to: { path: '^(packages|apps)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'mandat-pdf-knows-mandat-only',
      comment: 'mandat-pdf prints what mandat decides.',
      severity: 'error',
      from: { path: '^packages/mandat-pdf/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/(mandat|mandat-pdf)/' },
    },
    {
      name: 'accompagnement-composes-the-four',
      comment: 'accompagnement composes the four and nothing else.',
      severity: 'error',
      from: { path: '^packages/accompagnement/' },
      to: { path: '^(packages|apps)/', pathNot: `^packages/(accompagnement|${four})/` },
    },
    {
      name: 'nothing-imports-an-app',
      comment: 'If a package needs it, the rule is in the wrong place.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-are-strangers',
      comment: 'Apps never import one another.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'kiosque-knows-diagnostic-only',
      comment: 'kiosque is the static diagnostic.',
      severity: 'error',
      from: { path: '^apps/kiosque/' },
      to: { path: '^packages/', pathNot: '^packages/diagnostic/' },
    },
    {
      name: 'by-the-front-door',
      comment:
        'Another package is imported by its public name, never by a path into its files; a bench may borrow invented facts.',
      severity: 'error',
      from: { path: '^((packages|apps)/[^/]+)/', pathNot: '^apps/[^/]+/bench/' },
      to: { path: '^packages/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve escapes every other rule.',
      severity: 'error',
      from: { path: '^(packages|apps)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.turbo|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['@porte-plume/source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
