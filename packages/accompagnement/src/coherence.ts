import { isALaPlace, type Acte } from './acte.ts';
import type { DateCivile } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import type { Motif } from './resultat.ts';

/**
 * Coherence between the fields of an acte (accompagnement §5.1). Runs on what is sound of an acte whose other fields were
 * refused (`unsound` = their names), so that the writer sees everything at once.
 */
export function checkActe(
  acte: Partial<Acte>,
  unsound: ReadonlySet<string>,
  date: DateCivile | undefined,
): Motif[] {
  const motifs: Motif[] = [];
  const add = (code: string, phrase: string, ...path: string[]) => motifs.push({ code, phrase, path });
  const given = (key: keyof Acte) => unsound.has(key) || acte[key] !== undefined;

  if (acte.mode !== undefined) {
    const aLaPlace = isALaPlace(acte.mode);
    if (aLaPlace && !given('motifPour')) {
      add('motif_pour_requis', 'Dites pourquoi vous faites à la place de la personne.', 'motifPour');
    }
    if (!aLaPlace && given('motifPour')) {
      add('motif_pour_inattendu', 'Ce motif ne vaut que si vous faites à la place.', 'motifPour');
    }
    if (acte.mode === 'faire_faire' && !given('appui')) {
      add('appui_requis', 'Dites si vous guidez ou si vous vérifiez.', 'appui');
    }
    if (acte.mode !== 'faire_faire' && given('appui')) {
      add('appui_inattendu', 'L’appui ne vaut que si la personne fait.', 'appui');
    }
  }
  if (acte.issue !== undefined) {
    const blocked = acte.issue.code === 'bloquee';
    if (blocked && !given('blocage')) {
      add('blocage_requis', 'Dites ce qui bloque la démarche.', 'blocage');
    }
    if (!blocked && given('blocage')) {
      add('blocage_inattendu', 'Un blocage demande l’issue «\u00a0Démarche bloquée\u00a0».', 'blocage');
    }
    if ('relance' in acte.issue && date !== undefined && acte.issue.relance.le < date) {
      add('relance_passee', 'La relance est avant l’intervention.', 'issue', 'relance', 'le');
    }
  }
  if (acte.relecture !== undefined) {
    const { recepisse4, evenementId, accord } = acte.relecture;
    if (recepisse4 !== undefined && Array.from(recepisse4).length > 4) {
      add(
        'recepisse_trop_long',
        'Gardez les 4 derniers signes du récépissé, pas plus.',
        'relecture',
        'recepisse4',
      );
    }
    if (evenementId !== undefined && accord === 'non') {
      add(
        'relecture_incoherente',
        'Une relecture sans accord n’entre pas au mandat.',
        'relecture',
        'evenementId',
      );
    }
  }
  return motifs;
}

/** Coherence of the intervention around its actes. `dejaVenue` unknown = the rule on absence waits for the séance. */
export function checkIntervention(
  i: Partial<Pick<Intervention, 'dureeMin' | 'canal' | 'personne'>> & {
    readonly actes?: readonly Partial<Acte>[];
  },
  dejaVenue?: boolean,
): Motif[] {
  const motifs: Motif[] = [];
  if (
    typeof i.dureeMin === 'number' &&
    !(Number.isInteger(i.dureeMin) && i.dureeMin >= 1 && i.dureeMin <= 720)
  ) {
    motifs.push({
      code: 'duree_invalide',
      phrase: 'La durée va de 1 à 720 minutes.',
      path: ['dureeMin'],
    });
  }
  const seen = dejaVenue ?? i.personne?.nature !== 'anonyme';
  i.actes?.forEach((acte, index) => {
    if (acte.mode === 'faire_a_la_place_absent' && i.canal === 'lieu' && !seen) {
      motifs.push({
        code: 'absent_au_lieu',
        phrase: 'Une personne jamais venue ne peut pas être absente du lieu.',
        path: ['actes', index, 'mode'],
      });
    }
  });
  return motifs;
}
