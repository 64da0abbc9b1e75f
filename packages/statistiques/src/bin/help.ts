const PROGRAM = 'porte-plume-statistiques';

/** What a command does, how it is called, and what its options mean. */
export type Help = {
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly (readonly [flag: string, meaning: string])[];
};

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = rows.reduce((widest, [name]) => Math.max(widest, name.length), 0);
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`).join('\n');
};

const EXITS = `Code de sortie\u00a0: 0 fait, 1 fuite ou vérification échouée, 2 entrée ou appel invalide,
3 refus (rien n’est publié), 4 panne.`;

/** The page of `--help`. */
export function globalHelp(commands: Readonly<Record<string, { readonly help: Help }>>): string {
  const rows = Object.entries(commands).map(([name, { help }]) => [name, help.summary] as const);
  return `Usage\u00a0: ${PROGRAM} COMMANDE [options]

${columns(rows)}

L’aide d’une commande\u00a0: ${PROGRAM} COMMANDE --help
La version\u00a0: ${PROGRAM} --version
La réponse est du JSON sur la sortie standard, les phrases vont sur la sortie d’erreur.
${EXITS}
`;
}

/** The page of `COMMAND --help`. */
export function commandHelp(name: string, { summary, usage, options }: Help): string {
  return `${summary}

Usage\u00a0: ${PROGRAM} ${name} ${usage}

${columns(options)}

${EXITS}
`;
}

const PROGRESS = ['--progress', 'dire où en est le travail, même hors d’un terminal'] as const;
const SPEC = ['--spec FICHIER', 'spécification de la publication (spec.json)'] as const;
const INPUT = [
  '--in FICHIER',
  'données\u00a0: CSV en UTF-8 (, ou ;) ou première feuille d’un classeur XLSX',
] as const;

export const PROTECT_HELP: Help = {
  summary: 'Masque le moins de cases possible et écrit le tableau et son certificat.',
  usage: '--spec spec.json --in micro.csv --out DOSSIER [options]',
  options: [
    SPEC,
    INPUT,
    ['--out DOSSIER', 'reçoit table.csv et certificat.json, seulement si tout réussit'],
    ['--threshold N', 'seuil\u00a0: un effectif de 1 à N − 1 est masqué (défaut\u00a0: celui de la norme)'],
    ['--level NIVEAU', 'exact, interval (défaut) ou full'],
    ['--method MÉTHODE', 'optimal (défaut), elimination ou rounding'],
    ['--time-limit SECONDES', 'temps accordé (défaut\u00a0: 60)'],
    ['--seed HEX', 'graine\u00a0: mêmes entrées et même graine, mêmes octets (défaut\u00a0: 64 zéros)'],
    ['--release ID', 'identifiant de la publication (défaut\u00a0: celui de la spécification)'],
    ['--at INSTANT', 'date du certificat, ISO 8601 (défaut\u00a0: 1970-01-01T00:00:00Z)'],
    ['--audience PUBLIC', 'qui lira\u00a0: internal, funder ou open (défaut)'],
    ['--ledger FICHIER', 'registre des publications passées, complété à la fin (demande --release et --at)'],
    ['--format LISTE', 'autres formes du tableau\u00a0: ods,xlsx,html,sdmx,schema'],
    ['--meta FICHIER', 'ce que disent ces formes\u00a0: titre, libellés, éditeur, licence… (meta.json)'],
    ['--internal-report FICHIER', 'chiffres pour le responsable seul'],
    PROGRESS,
  ],
};

export const AUDIT_HELP: Help = {
  summary: 'Attaque un tableau publié, le vôtre ou un autre, sans connaître la vérité.',
  usage: '--in table.csv [options]   ou   audit --system vecteurs.json',
  options: [
    ['--in FICHIER', 'tableau publié\u00a0: dimensions, valeur, statut (CSV ou XLSX)'],
    ['--spec FICHIER', 'spécification\u00a0: sans elle, aucune hiérarchie n’est connue'],
    ['--intervals', 'donner l’intervalle de chaque case masquée'],
    ['--width L', 'compter les cases dont l’intervalle est plus étroit que L (défaut\u00a0: 1)'],
    ['--integer', 'l’attaquant sait que les valeurs sont entières'],
    ['--known FICHIER', 'cases qu’un initié connaît\u00a0: dimensions, valeur'],
    ['--masked-range A,B', 'ce que la légende dit des cases masquées\u00a0: 1,4 ou 1,'],
    ['--ledger FICHIER', 'attaquer avec toutes les publications passées'],
    ['--system FICHIER', 'attaquer des systèmes linéaires (s’emploie seule)'],
  ],
};

export const LAYOUT_HELP: Help = {
  summary: 'Cherche le découpage le plus fin qui se publie, avant de masquer quoi que ce soit.',
  usage: '--spec spec.json --in micro.csv [options]',
  options: [
    SPEC,
    INPUT,
    ['--threshold N', 'seuil (défaut\u00a0: celui de la norme)'],
    ['--max-masked PART', 'part admise des enregistrements sous le seuil (défaut\u00a0: 0.05)'],
    ['--limit N', 'nombre de propositions (défaut\u00a0: toutes)'],
    PROGRESS,
  ],
};

export const VERIFY_HELP: Help = {
  summary: 'Vérifie un certificat, sans solveur ni secret.',
  usage: '--table table.csv --certificate certificat.json --spec spec.json',
  options: [
    ['--table FICHIER', 'le tableau publié, tel quel'],
    ['--certificate FICHIER', 'son certificat'],
    SPEC,
  ],
};

export const KANON_HELP: Help = {
  summary: 'Généralise un fichier pour un partenaire de recherche (k-anonymité), avec le moins de perte.',
  usage: '--in f.csv --hierarchy attr=fichier.csv … --k 5 [options]',
  options: [
    INPUT,
    [
      '--hierarchy COLONNE=FICHIER',
      'une par quasi-identifiant\u00a0: une ligne par valeur, la valeur d’origine d’abord',
    ],
    ['--k N', 'chacun ressemble à au moins N − 1 autres'],
    ['--suppression PART', 'part admise d’enregistrements supprimés, de 0 (défaut) à 1'],
    ['--time-limit SECONDES', 'rendre les meilleurs niveaux trouvés à temps (défaut\u00a0: sans limite)'],
    ['--out DOSSIER', 'écrire fichier-k.csv et rapport-k.md (jamais pour un financeur)'],
    [
      '--sensitive COLONNE',
      'avec --out\u00a0: garder cette colonne et mesurer ce qu’elle trahit (répétable)',
    ],
    ['--keep COLONNE', 'avec --out\u00a0: garder cette colonne telle quelle (répétable)'],
    ['--population FICHIER', 'avec --out\u00a0: mesurer les risques face à toute la population'],
  ],
};
