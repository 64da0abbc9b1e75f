import { date, liste, type BlocTexte } from './ast.ts';
import { toLibelleActe } from './libelles.ts';
import { compose, typographier } from './message.ts';
import type { NiveauDocument } from '../modele/nomenclatures.ts';
import { phrase, texte, titreDe, type Partie } from './parties.ts';
import type { Redaction } from './redaction.ts';
import type { Textes } from './textes/fr.ts';

/** How the agreement is given, when it is not a plain signature on the spot: remote, oral, witnesses, interpreter. */
export function writeAccord(r: Redaction, niveau: NiveauDocument): Partie {
  return (t) => {
    const blocs = [...writeOral(t, r, niveau), ...writeAides(t, r, niveau)];
    const titre = niveau === 'complet' ? t.complet.accord.titre : t.simple.accord.titre;
    return blocs.length === 0 ? [] : [titreDe(t, 2, titre), ...blocs];
  };
}

function writeOral(t: Textes, r: Redaction, niveau: NiveauDocument): BlocTexte[] {
  const mode = typographier(t, t.modes[r.recueil.mode]);
  const { accord } = t[niveau === 'complet' ? 'complet' : 'simple'];
  if (r.oral === undefined) {
    return r.recueil.mode === 'presence' ? [] : [phrase(t, accord.distance, { mode })];
  }
  const actes = liste(r.oral.actes.map((acte) => [texte(toLibelleActe(t, acte, niveau))]));
  const limite =
    r.oral.auInclus === undefined
      ? phrase(t, accord.limiteAVenir, { duree: t.enJours(r.oral.jours) })
      : phrase(t, accord.limite, { limite: date(r.oral.auInclus) });
  if (niveau === 'complet') return [phrase(t, accord.oral, { mode }), actes, limite];
  const { signer, attente, sinon } = t.simple.accord;
  return [
    phrase(t, accord.oral, { mode }),
    phrase(t, signer),
    phrase(t, attente),
    actes,
    limite,
    phrase(t, sinon),
  ];
}

function writeAides(t: Textes, r: Redaction, niveau: NiveauDocument): BlocTexte[] {
  const { accord } = t[niveau === 'complet' ? 'complet' : 'simple'];
  const blocs: BlocTexte[] = [];
  if (r.recueil.forme === 'ne_sait_signer') {
    blocs.push(phrase(t, accord.neSaitSigner));
    if (niveau === 'langage_simple')
      blocs.push({ kind: 'paragraphe', contenu: compose(t, t.simple.accord.lu) });
  }
  if (r.recueil.interprete !== 'aucun') {
    blocs.push(
      phrase(t, accord.interprete, { interprete: typographier(t, t.interpretes[r.recueil.interprete]) }),
    );
  }
  return blocs;
}
