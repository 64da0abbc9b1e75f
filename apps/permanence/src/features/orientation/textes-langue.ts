import { isole, type Messages } from '../../messages/messages.ts';
import { dateDans, momentDans } from '../../messages/temps.ts';
import { jourDit } from '../ou-venir/textes.ts';
import { TEXTES_FR, type TextesFeuille } from './textes.ts';

const heure = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * Every word of the sheet in the language of the person. The sentence to show on arrival stays French: it is for those who
 * receive her.
 */
export function textesOf(m: Messages): TextesFeuille {
  if (m.langue === 'fr') return TEXTES_FR;
  const nombre = (valeur: number, unite: 'meter' | 'kilometer' | 'minute') =>
    new Intl.NumberFormat(`${m.lang}-u-nu-latn`, {
      style: 'unit',
      unit: unite,
      unitDisplay: 'long',
      maximumFractionDigits: valeur < 10 ? 1 : 0,
    }).format(valeur);
  return {
    titre: () => m.dit('lieu.titre'),
    qui: () => m.dit('lieu.qui'),
    quoi: () => m.dit('lieu.quoi'),
    ou: () => m.dit('lieu.ou'),
    quand: () => m.dit('lieu.quand'),
    trajet: () => m.dit('lieu.trajet'),
    apporter: () => m.dit('lieu.apporter'),
    telephone: () => m.dit('lieu.telephone'),
    prix: () => m.dit('lieu.prix'),
    rdv: (rdvLe, zone) => m.dit('lieu.rdv', { moment: momentDans(m, rdvLe, zone) }),
    seance: (date, minutes) => m.dit('lieu.seance', { moment: `${dateDans(m, date)}, ${heure(minutes)}` }),
    duree: (minutes) => m.dit('lieu.duree', { duree: nombre(minutes, 'minute') }),
    horaires: (de, a, plages) => {
      const jours = de === a ? jourDit(m, de) : `${jourDit(m, de)} – ${jourDit(m, a)}`;
      const heures = plages.map(({ debut, fin }) => isole(`${heure(debut)}–${heure(fin)}`, m.dir));
      return `${jours}: ${heures.join(', ')}`;
    },
    fermeAutresJours: () => m.dit('lieu.ferme'),
    horairesInconnus: () => m.dit('lieu.horaires-inconnus'),
    demanderRdv: () => m.dit('lieu.demander-rdv'),
    prendreContact: () => m.dit('lieu.contact'),
    distance: (km) =>
      m.dit('lieu.distance', {
        distance:
          km < 0.995 ? nombre(Math.max(10, Math.round(km * 100) * 10), 'meter') : nombre(km, 'kilometer'),
      }),
    demanderChemin: () => m.dit('lieu.chemin'),
    entree: (adresse) => m.dit('lieu.entree', { adresse }),
    entreeInconnue: () => m.dit('lieu.entree-inconnue'),
    itinerant: () => m.dit('lieu.itinerant'),
    demanderApporter: () => m.dit('lieu.demander-apporter'),
    numeroInconnu: () => m.dit('lieu.numero-inconnu'),
    gratuit: () => m.dit('lieu.gratuit'),
    payant: () => m.dit('lieu.payant'),
    sousCondition: () => m.dit('lieu.sous-condition'),
    prixPartiel: () => m.dit('lieu.prix-partiel'),
    prixInconnu: () => m.dit('lieu.prix-inconnu'),
    source: (source, _licence, date) =>
      m.dit('lieu.source', { source: source ?? '–', date: dateDans(m, date) }),
    arrivee: () => m.dit('lieu.arrivee'),
    dire: TEXTES_FR.dire,
    dePart: (structure) => m.dit('lieu.de-part', { structure }),
    fiche: (numero) => m.dit('lieu.fiche', { numero: String(numero) }),
    garderFiche: () => m.dit('lieu.garder'),
    qrPage: () => m.dit('lieu.qr-page'),
    qrCarte: () => m.dit('lieu.qr-carte'),
    qrTelephone: () => m.dit('lieu.qr-telephone'),
    prevenir: () => m.dit('lieu.prevenir'),
  };
}
