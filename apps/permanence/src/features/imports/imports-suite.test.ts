/** What comes with the interventions of a file: workshops and orientations; work that was cut, taken up where it stopped. */
import { confirmImport, detectColonnes, importTableur } from '@porte-plume/accompagnement/imports';
import { computeIndicateur, getIndicateurs } from '@porte-plume/accompagnement/indicateurs';
import { writeCsv } from '@porte-plume/accompagnement/exports';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { importationLigne } from '../../db/schema-administration.ts';
import { atelier, orientation } from '../../db/schema-orientations.ts';
import { compte, intervention, lieu, seance, seanceEvenement } from '../../db/schema.ts';
import { countAteliers } from '../../domain/ateliers.ts';
import { readFaits } from '../../domain/faits.ts';
import { moveImportation, readImportation, SILENCE } from '../../domain/importations.ts';
import { recordLot } from '../../domain/reprise-historique.ts';
import type { Visiteur } from '../../server/contexte.ts';
import type { Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
let lieuId: string;
let compteId: string;
beforeAll(async () => {
  monde = await openMonde('vide');
  await inOrg(async (tx) => {
    lieuId = (await tx.select().from(lieu))[0]?.id ?? '';
    compteId = (await tx.select().from(compte).where(eq(compte.identifiant, 'pia@demo')))[0]?.id ?? '';
  });
}, 60_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

const opOf = (page: Reponse, geste: string): string =>
  [...page.texte.matchAll(/<form[^>]*>.*?<\/form>/gs)]
    .filter(([formulaire]) => formulaire.includes(`/${geste}"`))
    .map(([formulaire]) => /name="op" value="([^"]+)"/.exec(formulaire)?.[1] ?? '')[0] ?? '';

async function attend(id: string): Promise<Reponse> {
  for (;;) {
    const page = await monde.nav.get(`/imports/${id}`);
    if (!page.lisible.includes('en train d’être')) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function geste(id: string, nom: string): Promise<Reponse> {
  const page = await monde.nav.get(`/imports/${id}`);
  await monde.nav.post(`/imports/${id}/${nom}`, { op: opOf(page, nom) });
  return attend(id);
}

async function depose(nature: 'coop' | 'tableur', fichier: Uint8Array): Promise<string> {
  const { op } = await monde.nav.get('/imports');
  const depot = await monde.nav.postFichier('/imports', { op, nature, lieu: lieuId }, 'fichier', fichier);
  return /imports\/([0-9a-f-]{36})/.exec(depot.vers ?? '')?.[1] ?? '';
}

const ENTETES = [
  ...['Date', 'Type', 'Participants', 'Canaux d’accompagnement', 'Durée (min)', 'ID CRA'],
  ...['Thématique(s) d’accompagnement', 'Bénéficiaire réorienté', 'Structure de redirection'],
  ...['Genre du bénéficiaire', 'Tranche d’âge du bénéficiaire', 'Statut du bénéficiaire', 'Nom du lieu'],
  ...['Niveau d’autonomie (ou de l’atelier)', 'Tags'],
];
const rang = (type: string, participants: string, cra: string, reste: string[]): string[] => [
  ...['12/05/2026', type, participants, 'Lieu d’activité', '60', cra, 'Bureautique'],
  ...reste,
  ...['2/3', ''],
];
const atelierDe = (n: number, genre: string): string[] =>
  rang('Atelier collectif', `${n}/3`, 'cra-1', ['Non', '', genre, '60 - 69 ans', 'Retraité', '']);
const COOP = writeCsv({
  nom: 'Activités',
  colonnes: ENTETES,
  lignes: [
    atelierDe(1, 'Féminin'),
    atelierDe(2, 'Féminin'),
    atelierDe(3, 'Masculin'),
    rang('Accompagnement individuel', '1', 'cra-2', [
      ...['Oui', 'Structure d’aide sociale (maison des solidarités, centre social…)'],
      ...['Féminin', '60 - 69 ans', 'Retraité', ''],
    ]),
  ],
});

const PERIODE = { du: '2026-05-01', au: '2026-05-31' };
async function compte2() {
  return inOrg(async (tx) => {
    const o2 = getIndicateurs('indicateurs@2026.1').find(({ code }) => code === 'O2');
    if (o2 === undefined) throw new Error('O2 exists');
    const valeur = computeIndicateur(o2, await readFaits(tx, monde.orgId), PERIODE);
    return {
      ...(await countAteliers(tx, monde.orgId, PERIODE)),
      orientations: valeur.ok ? valeur.value.value : null,
    };
  });
}

describe('a file of La Coop', { timeout: 30_000 }, () => {
  let id: string;

  it('brings its workshops as margins and its orientations, counted once the button is pressed', async () => {
    id = await depose('coop', COOP);
    const page = await attend(id);
    expect(page.lisible).toContain('Interventions à enregistrer 1');
    expect(page.lisible).toContain('Ateliers à enregistrer 1');
    expect(await compte2()).toEqual({ tenus: 0, participants: 0, orientations: 0 });
    expect((await geste(id, 'confirmer')).lisible).toContain('Elle s’annule pendant un jour.');
    expect(await compte2()).toEqual({ tenus: 1, participants: 3, orientations: 1 });
    const [un] = await inOrg((tx) => tx.select().from(atelier));
    expect(un?.donnees).toMatchObject({ marges: { genre: { feminin: 2, masculin: 1 } } });
    const liste = await monde.nav.get(`/ateliers/${un?.id ?? ''}`);
    expect(liste.lisible).not.toMatch(/ à 0|NaN/);
    const [une] = await inOrg((tx) => tx.select().from(orientation));
    expect(une).toMatchObject({ statut: 'expiree', donnees: { cible: { nature: 'organisme' } } });
  });

  it('brought again, adds nothing', async () => {
    const page = await attend(await depose('coop', COOP));
    expect(page.lisible).toContain('Aucune ligne de ce fichier ne peut être reprise');
  });

  it('undone, leaves nothing that counts; taken up again, counts once', async () => {
    expect((await geste(id, 'annuler')).lisible).toContain('Annulée');
    expect(await compte2()).toEqual({ tenus: 0, participants: 0, orientations: 0 });
    const suivant = await depose('coop', COOP);
    expect((await attend(suivant)).lisible).toContain('Ateliers à enregistrer 1');
    await geste(suivant, 'confirmer');
    expect(await compte2()).toEqual({ tenus: 1, participants: 3, orientations: 1 });
    const { actes } = (
      await inOrg((tx) =>
        tx
          .select({ donnees: intervention.donnees, o: orientation.id })
          .from(orientation)
          .innerJoin(intervention, eq(intervention.id, orientation.interventionId)),
      )
    )
      .map(({ donnees, o }) => ({ actes: JSON.stringify(donnees).includes(o) }))
      .at(-1) ?? { actes: false };
    expect(actes).toBe(true);
  });
});

describe('work that was cut', { timeout: 30_000 }, () => {
  const SUIVI = new TextEncoder().encode(
    'Date;Durée;Thème\n03/11/2026;30;Courriel\n03/11/2026;45;Courriel\n04/11/2026;60;Courriel\n05/11/2026;75;Courriel\n',
  );
  const visiteur = () => ({ orgId: monde.orgId, compteId, roles: ['ecrivain'] }) as unknown as Visiteur;
  const lignes = (id: string) =>
    inOrg((tx) => tx.select().from(importationLigne).where(eq(importationLigne.importationId, id)));
  let id: string;

  it('goes on by « Continuer » from what was written: each row once, all of them undone together', async () => {
    id = await depose('tableur', SUIVI);
    const colonnes = await monde.nav.get(`/imports/${id}/colonnes`);
    await monde.nav.post(`/imports/${id}/colonnes`, {
      ...{ op: colonnes.op, 'col-0': 'date', 'col-1': 'dureeMin', 'col-2': 'theme' },
    });
    expect((await attend(id)).lisible).toContain('Interventions à enregistrer 4');
    const avant = (await inOrg((tx) => tx.select().from(intervention))).length;
    // The process died after the first séance: what it had written is there, and nobody writes any more.
    const { services } = monde.essai;
    await inOrg(async (tx) => {
      const une = await readImportation(tx, visiteur(), id);
      if (une === null) throw new Error('the import is there');
      const o = {
        maintenant: services.clock().toISOString(),
        acteur: { id: compteId, structureId: monde.orgId, roles: ['ecrivain' as const] },
        lieuParDefaut: lieuId,
      };
      const mapping = une.options.mapping ?? detectColonnes(['Date', 'Durée', 'Thème'], []).mapping;
      const evenements = confirmImport(await importTableur(SUIVI, mapping, o), o);
      const premiere = evenements.filter(({ seanceId }) => seanceId === evenements[0]?.seanceId);
      expect(premiere.filter(({ type }) => type === 'InterventionEnregistree')).toHaveLength(2);
      await moveImportation(tx, services, monde.orgId, id, ['pret'], 'en_cours');
      await recordLot(tx, services, monde.orgId, une, { evenements: premiere, orientations: [] });
    });
    const enCours = await monde.nav.get(`/imports/${id}`);
    expect(enCours.lisible).toContain('2 sur 4');
    expect(enCours.lisible).not.toContain('Continuer');
    const tot = await monde.nav.post(`/imports/${id}/reprendre`, { op: enCours.op });
    expect(tot.statut).toBe(422);
    monde.essai.avance(SILENCE + 1000);
    expect((await monde.nav.get(`/imports/${id}`)).lisible).toContain('rien ne sera compté deux fois');
    expect((await geste(id, 'reprendre')).lisible).toContain('Elle s’annule pendant un jour.');
    expect(await lignes(id)).toHaveLength(4);
    expect((await inOrg((tx) => tx.select().from(intervention))).length).toBe(avant + 4);
    const seances = await inOrg((tx) => tx.select().from(seance).where(eq(seance.date, '2026-11-03')));
    expect(seances).toHaveLength(1);
    const evenements = await inOrg((tx) =>
      tx
        .select()
        .from(seanceEvenement)
        .where(eq(seanceEvenement.seanceId, seances[0]?.id ?? '')),
    );
    expect(evenements).toHaveLength(4);
  });

  it('an undoing that was cut goes on too', async () => {
    const { services } = monde.essai;
    await inOrg((tx) => moveImportation(tx, services, monde.orgId, id, ['confirme'], 'annulation'));
    monde.essai.avance(SILENCE + 1000);
    expect((await geste(id, 'reprendre')).lisible).toContain('Annulée');
    const ids = (await lignes(id)).map((une) => une.interventionId);
    const restantes = await inOrg((tx) =>
      tx
        .select()
        .from(intervention)
        .where(and(eq(intervention.orgId, monde.orgId))),
    );
    expect(
      restantes.filter(
        (une) => ids.includes(une.id) && (une.donnees as { annulee: unknown }).annulee === null,
      ),
    ).toEqual([]);
  });
});
