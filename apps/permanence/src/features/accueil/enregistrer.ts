import { checkExigences } from '@porte-plume/accompagnement';
import { getDemarche } from '@porte-plume/demarches';
import type { Tx } from '../../db/client.ts';
import { once, type MotifRefus } from '../../db/operation.ts';
import { dropBrouillon } from '../../domain/brouillons.ts';
import { createId } from '../../domain/identifiant.ts';
import { readMandatsDossier } from '../../domain/mandats-dossier.ts';
import { ordre, readMandat, runMandat } from '../../domain/mandats.ts';
import type { Identite } from '../../domain/identite.ts';
import { markPassage, type Passage } from '../../domain/passages.ts';
import { linkAdressage } from '../../domain/retours.ts';
import { createPorts, runSeance, type SeanceOuverte } from '../../domain/seances.ts';
import { toActeur } from '../../server/acces.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';
import { addDays } from '../../server/heure.ts';
import { toIntervention, type Fiche } from './fiche.ts';
import { readPassage } from './passage.ts';
import { findNommee, withAge } from './personne.ts';
import type { ValeursAccueil } from './props.ts';

/** Days before a next step is due when the writer gave no date. */
const RELANCE_JOURS = 14;
const DEMANDENT_MANDAT = new Set([
  'pas_de_mandat',
  'expire',
  'revoque',
  'refuse',
  'epuise',
  'remplace',
  'annule',
  'pas_encore_actif',
  'hors_demarche',
  'hors_acte',
]);

/** One entry to record: `op` is its key, and the id of the intervention that it becomes. */
export interface Entree {
  op: string;
  seance: SeanceOuverte;
  valeurs: ValeursAccueil;
  fiche: Fiche | null;
  /** Somebody named in the entry itself: met again, or created with it. */
  nommee?: { identite: Identite; choix: string | undefined };
  /** Whom the queue announced, for an entry that comes later than it was made; otherwise the queue of today is read. */
  annonce?: Passage | null;
}

/**
 * Records one entry, once: by the quick entry as by a row of the sheet.
 * @returns whether this very operation had been recorded before
 * @throws {Refus} with every motif
 */
export async function recordEntree(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { op, seance, valeurs: dites, fiche: gardee, nommee, annonce }: Entree,
): Promise<{ rejoue: boolean }> {
  return once(
    tx,
    {
      orgId: visiteur.orgId,
      op,
      type: 'intervention.enregistrer',
      compteId: visiteur.compteId,
      maintenant: now(services),
    },
    async () => {
      const instant = services.clock().getTime();
      const fiche =
        nommee === undefined
          ? gardee
          : { valeurs: {}, ...gardee, personne: await findNommee(tx, services, visiteur, nommee) };
      const valeurs = nommee === undefined ? dites : withAge(dites, nommee.identite, seance.date);
      const passage =
        annonce === undefined ? await readPassage(tx, services, visiteur, valeurs.passage) : annonce;
      const adressageId = fiche?.adressageId ?? passage?.adressageId ?? undefined;
      const saisie = toIntervention(valeurs, fiche, {
        op,
        lieuId: seance.lieuId,
        date: seance.date,
        ids: { acte: createId(instant, services.alea), relance: createId(instant, services.alea) },
        relanceParDefaut: addDays(seance.date, RELANCE_JOURS),
        profil: {
          ...(passage?.langue == null || passage.langue === 'fr' ? {} : { langueLecture: 'autre_langue' }),
          // A referral comes from the service of a social worker (glossary: prescripteur).
          ...(adressageId === undefined ? {} : { adressage: 'travailleur_social' }),
        },
      });
      const mandats =
        fiche?.personne === undefined ? [] : await readMandatsDossier(tx, visiteur.orgId, fiche.personne.id);
      const etat = await runSeance(
        tx,
        services,
        visiteur,
        { type: 'EnregistrerIntervention', op, seanceId: seance.id, intervention: saisie },
        createPorts(visiteur, mandats),
      );
      await recordActes(tx, services, visiteur, op, etat.interventions[op]);
      const faite = etat.interventions[op];
      if (passage !== null) await markPassage(tx, visiteur.orgId, passage.id, 'recu');
      if (adressageId !== undefined && faite !== undefined)
        await linkAdressage(tx, visiteur.orgId, adressageId, faite);
      await dropBrouillon(tx, visiteur, op);
      return {
        interventionId: op,
        fait: `Enregistré\u00a0: ${getDemarche(valeurs.demarche ?? '')?.nom ?? 'la fiche'}.`,
      };
    },
  );
}

/** Gives account of each act done under a mandate in the mandate's own history (C. civ. 1993). */
async function recordActes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
  faite: Awaited<ReturnType<typeof runSeance>>['interventions'][string] | undefined,
): Promise<void> {
  if (faite === undefined || faite.personne.nature === 'anonyme') return;
  for (const acte of faite.actes) {
    const { objet, mandatId } = acte;
    if (mandatId === undefined || objet.nature !== 'demarche') continue;
    const lu = await readMandat(tx, visiteur.orgId, mandatId);
    const item = lu?.etat.items.find(
      ({ portee }) => portee.kind === 'demarche' && portee.demarche.id === objet.demarcheId,
    );
    if (lu === null || item === undefined) continue;
    const { evenementId, recepisse4 } = acte.relecture ?? {};
    await runMandat(
      tx,
      services,
      visiteur,
      { mandatId, personneId: lu.personneId, op },
      acte.actesFaits.map((fait) =>
        ordre('EffectuerActe', `acte-${fait}`, {
          itemId: item.id,
          demarcheId: objet.demarcheId,
          acte: fait,
          mode: acte.mode,
          canal: acte.mode === 'faire_a_la_place_absent' ? 'telephone' : 'presence',
          resultat: acte.issue.code === 'bloquee' ? 'echoue' : 'reussi',
          interventionRef: faite.id,
          presenceMandant: acte.mode !== 'faire_a_la_place_absent',
          ...(evenementId === undefined ? {} : { relectureId: evenementId }),
          ...(recepisse4 === undefined ? {} : { recepisse4 }),
        }),
      ),
    );
  }
}

/** What a refusal asks: a mandate, a read-back, or answers to mend. */
export interface Demandes {
  /** Why a mandate is asked, in words of the screen. */
  mandat: string | null;
  relecture: boolean;
  autres: MotifRefus[];
}

/** A refusal that a mandate or a read-back would lift is a step to take, not a fault. */
export function sortMotifs(
  visiteur: Visiteur,
  valeurs: ValeursAccueil,
  motifs: readonly MotifRefus[],
): Demandes {
  const mandat = motifs.find(({ code }) => DEMANDENT_MANDAT.has(code));
  return {
    mandat: mandat === undefined ? null : phraseMandat(visiteur, valeurs, mandat),
    relecture: motifs.some(({ code }) => code === 'relecture_manquante'),
    autres: motifs.filter(({ code }) => !DEMANDENT_MANDAT.has(code) && code !== 'relecture_manquante'),
  };
}

function phraseMandat(visiteur: Visiteur, valeurs: ValeursAccueil, motif: MotifRefus): string {
  if (motif.code !== 'pas_de_mandat') return motif.phrase;
  const demarche = getDemarche(valeurs.demarche ?? '');
  const saisie = toIntervention(valeurs, null, {
    op: '',
    lieuId: '',
    date: '',
    ids: { acte: '', relance: '' },
    relanceParDefaut: '',
  });
  const [acte] = saisie.actes;
  if (demarche === undefined || acte === undefined) return motif.phrase;
  const { forme } = checkExigences(acte, demarche, toActeur(visiteur));
  return forme === 'ecrite'
    ? 'Vous agissez sans la personne\u00a0: son accord doit être écrit.'
    : 'Vous agissez à sa place sur une démarche qui engage\u00a0: elle doit l’avoir demandé, et savoir à quoi.';
}
