import { type Changement, diffSnapshots, reportChangements } from '../changement.ts';
import type { Resultat } from '../motif.ts';
import type { Reponse } from './answer.ts';
import { readArgs } from './args.ts';
import { readCatalogue, readSnapshot } from './files.ts';

const LIBELLES: Readonly<Record<Changement['code'], string>> = {
  FICHE_AJOUTEE: 'fiche ajoutée',
  FICHE_RETIREE: 'fiche retirée',
  TITRE_CHANGE: 'titre changé',
  CERFA_CHANGE: 'Cerfa changé',
  URL_HOTE_CHANGE: 'adresse sur un autre site',
  DATE_CHANGEE: 'date changée',
};

function toPhrase({ code, id, nom, avant, apres }: Changement): string {
  const values =
    avant === undefined && apres === undefined ? '' : ` : ${avant ?? 'rien'} → ${apres ?? 'rien'}`;
  return `  ${id} (${nom}), ${LIBELLES[code]}${values}`;
}

/** `diff`: what changed between two snapshots, and which démarches of the catalogue it touches. */
export function diffCommand(args: readonly string[]): Resultat<Reponse> {
  const appel = readArgs(args, {
    kinds: { catalogue: 'value' },
    positionnels: ['l’instantané d’avant', 'l’instantané d’après'],
  });
  if (!appel.ok) return appel;
  const [a = '', b = ''] = appel.value.positionnels;
  const avant = readSnapshot(a);
  const apres = readSnapshot(b);
  const catalogue = readCatalogue(appel.value.options.get('catalogue'));
  if (!avant.ok || !apres.ok || !catalogue.ok) {
    return { ok: false, motifs: [avant, apres, catalogue].flatMap((r) => (r.ok ? [] : r.motifs)) };
  }
  const changements = diffSnapshots(avant.value, apres.value);
  const { demarches, autres } = reportChangements(changements, catalogue.value);
  const phrases = demarches.flatMap((d) => [`${d.nom} (${d.demarcheId})`, ...d.changements.map(toPhrase)]);
  phrases.push(
    `${changements.length} changements ; ${demarches.length} démarches touchées ; ${autres} changements sans effet sur le catalogue.`,
  );
  return {
    ok: true,
    value: { print: { changements, demarches, autres }, phrases, constats: changements.length > 0 },
  };
}
