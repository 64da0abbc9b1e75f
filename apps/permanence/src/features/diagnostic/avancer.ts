import { EVIDENCE_CODES } from './preuves.ts';
import { field, oneOf, type Champs } from '../../server/formulaire.ts';
import { readFreins, readRessenti } from './apart.ts';
import { answer, ecranOf, lastOf, observe, type Entretien } from './entretien.ts';

type Offre = Entretien['vus'][number];

const seen = (entretien: Entretien, ...offres: Offre[]): Offre[] => [
  ...new Set([...entretien.vus, ...offres]),
];
const unseen = (entretien: Entretien, ...offres: Offre[]): Offre[] =>
  entretien.vus.filter((une) => !offres.includes(une));

/**
 * The interview after a button, whichever page it came from.
 * @returns null when the page was an old one, or the value is none that it offers
 */
export function advanced(entretien: Entretien, champs: Champs, le: string): Entretien | null {
  const etape = field(champs, 'etape');
  const ecran = ecranOf(entretien);
  switch (etape) {
    case 'repondre':
    case 'montrer': {
      const item = field(champs, 'item');
      const valeur = field(champs, 'valeur');
      if (ecran.nature === 'question' && etape === 'repondre' && ecran.item === item) {
        const preuve = oneOf(field(champs, 'preuve'), EVIDENCE_CODES) ?? entretien.parole;
        return answer(entretien, { item, valeur, preuve, le });
      }
      return ecran.nature === 'montrer' && etape === 'montrer' && ecran.item === item
        ? observe(entretien, item, valeur, le)
        : null;
    }
    case 'arreter':
      // Who stops is not asked anything else: the rest stays one button away on the result.
      return {
        ...entretien,
        arrete: true,
        reprise: null,
        vus: seen(entretien, 'plus', 'ressenti', 'freins'),
      };
    case 'continuer':
      return { ...entretien, arrete: false, complet: true, vus: seen(entretien, 'plus') };
    case 'plus_tard':
      return { ...entretien, vus: seen(entretien, 'plus') };
    case 'revenir':
      return { ...entretien, reprise: lastOf(entretien) };
    case 'ressenti':
      return { ...entretien, ressenti: readRessenti(champs), vus: seen(entretien, 'ressenti') };
    case 'freins':
      return { ...entretien, freins: readFreins(champs), vus: seen(entretien, 'freins') };
    case 'sans_ressenti':
      return { ...entretien, vus: seen(entretien, 'ressenti') };
    case 'sans_freins':
      return { ...entretien, vus: seen(entretien, 'freins') };
    case 'apart':
      return { ...entretien, vus: unseen(entretien, 'ressenti', 'freins') };
    default: {
      const place = /^revoir:(\d{1,3})$/.exec(etape)?.[1];
      return place === undefined || entretien.reponses[Number(place)] === undefined
        ? null
        : { ...entretien, reprise: Number(place) };
    }
  }
}
