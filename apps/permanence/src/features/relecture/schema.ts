import type { Relecture } from '@porte-plume/accompagnement';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { field, oneOf, type Champs } from '../../server/formulaire.ts';
import type { Erreur } from '../../ui/form.tsx';

/** What the form of the read-back says. */
export type Saisie = Pick<Relecture, 'moyen' | 'accord' | 'recepisse' | 'recepisse4'>;

/** Reads the form; a receipt keeps four signs at most, and only when it was received. */
export function readRelecture(champs: Champs): Saisie | { erreurs: Erreur[] } {
  const moyen = oneOf(
    field(champs, 'moyen'),
    LISTES.moyenRelecture.map(({ code }) => code),
  );
  const accord = oneOf(
    field(champs, 'accord'),
    LISTES.accordRelecture.map(({ code }) => code),
  );
  const recepisse = oneOf(
    field(champs, 'recepisse'),
    LISTES.recepisse.map(({ code }) => code),
  );
  const recepisse4 = recepisse === 'oui' ? field(champs, 'recepisse4') : '';
  const erreurs: Erreur[] = [];
  if (accord === null) erreurs.push({ champ: 'accord', phrase: 'Notez la réponse de la personne.' });
  if (moyen === null) erreurs.push({ champ: 'moyen', phrase: 'Dites comment le résumé a été relu.' });
  if (recepisse === null)
    erreurs.push({ champ: 'recepisse', phrase: 'Dites si le site a donné un récépissé.' });
  if (recepisse4 !== '' && !/^[\dA-Za-z]{1,4}$/.test(recepisse4)) {
    erreurs.push({ champ: 'recepisse4', phrase: 'Gardez quatre signes au plus, lettres ou chiffres.' });
  }
  if (moyen === null || accord === null || recepisse === null || erreurs.length > 0) return { erreurs };
  return { moyen, accord, recepisse, ...(recepisse4 === '' ? {} : { recepisse4 }) };
}
