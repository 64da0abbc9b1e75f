/** Who may grant, what, and for how long: by the forms, on the real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { mandatEvenement } from '../../db/schema.ts';
import { cache } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, type Monde } from '../gestes.fixture.ts';
import { ADULTE, explique, lis, ouvreMandat, pose, signeAvec } from './parcours.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

const annee = new Date().getFullYear();
const ENFANT = {
  ...ADULTE,
  prenom: 'Zoé',
  anneeNaissance: String(annee - 14),
  naissance: `${annee - 14}-03-05`,
};
const PARENT = { signataire: 'autre', constituant: 'parent', constituantNom: 'Rosalie Canarinette' };

describe('who grants', () => {
  it.each([
    ['tutelle', 'tuteur'],
    ['habilitation_familiale', 'personne_habilitee'],
    ['mandat_protection_future', 'mandataire_protection'],
  ])('under %s the %s signs, named in the vault only', async (capacite, kind) => {
    const qui = { capacite, constituantNom: 'Basile Tuteurdoux' };
    const brouillon = await explique(monde, { qui });
    expect(brouillon.ecran.lisible).toContain('Basile Tuteurdoux');
    const signature = await signeAvec(monde, brouillon, { forme: 'signature_papier' });
    expect(signature.statut).toBe(303);
    const { etat, tiers } = await lis(monde, brouillon.mandat);
    expect(etat.constituant).toEqual({ kind, ref: tiers[0]?.ref });
    expect(tiers).toMatchObject([{ role: 'constituant', nom: 'Basile Tuteurdoux' }]);
    expect(JSON.stringify(etat)).not.toContain('Tuteurdoux');
    expect((await monde.nav.get(`/mandat/${brouillon.mandat}/document`)).lisible).toContain(
      'Basile Tuteurdoux',
    );
  });

  it('asks for the name of who signs, and says who may not, values kept', async () => {
    const brouillon = await ouvreMandat(monde);
    const sans = await pose(monde, brouillon, 'qui', { ...ADULTE, capacite: 'tutelle' });
    expect(sans.statut).toBe(422);
    expect(sans.lisible).toContain('Écrivez le prénom et le nom de qui signe.');
    const faux = await pose(monde, brouillon, 'qui', {
      ...ADULTE,
      capacite: 'tutelle',
      constituant: 'personne_habilitee',
      constituantNom: 'Basile Tuteurdoux',
    });
    expect(faux.statut).toBe(422);
    expect(faux.texte).toMatch(/value="Basile Tuteurdoux"/);
    const parent = await pose(monde, brouillon, 'qui', { ...ADULTE, ...PARENT });
    expect(parent.lisible).toContain('Un parent ne donne un mandat que pour un enfant mineur.');
    expect(parent.texte).toContain('href="#constituant"');
  });

  it('is the person herself under curatelle, or with her curator', async () => {
    const seule = await explique(monde, { qui: { capacite: 'curatelle_simple' } });
    expect((await lis(monde, seule.mandat)).etat.constituant).toEqual({ kind: 'mandant' });
    const avec = await explique(monde, {
      qui: {
        capacite: 'curatelle_renforcee',
        signataire: 'autre',
        constituant: 'curateur_assiste',
        constituantNom: 'Basile Tuteurdoux',
      },
    });
    expect(avec.ecran.lisible).toContain('Zénobie Canarinette, avec Basile Tuteurdoux');
    expect((await lis(monde, avec.mandat)).etat.constituant.kind).toBe('curateur_assiste');
  });

  it('asks a birth date only when the year may say a minor, then a parent', async () => {
    const brouillon = await ouvreMandat(monde);
    expect(brouillon.ecran.texte).not.toContain('name="naissance"');
    const { naissance, ...sansDate } = ENFANT;
    const date = await pose(monde, brouillon, 'qui', sansDate);
    expect(date.lisible).toContain('Elle a peut-être moins de 18 ans');
    expect(date.texte).toContain('name="naissance"');
    const seule = await pose(monde, brouillon, 'qui', ENFANT);
    expect(seule.statut).toBe(422);
    expect(seule.lisible).toContain('La personne est mineure');
    expect(seule.texte).toContain(`value="${naissance}"`);
    const autre = await pose(monde, brouillon, 'qui', { ...ENFANT, naissance: `${annee - 40}-03-05` });
    expect(autre.lisible).toContain('Cette date n’est pas de l’année de naissance');
  });

  it('keeps of a minor the commitment of her birth date, and the date in the vault', async () => {
    const brouillon = await explique(monde, { qui: { ...ENFANT, ...PARENT } });
    expect((await signeAvec(monde, brouillon, { forme: 'signature_papier' })).statut).toBe(303);
    const { etat, natures } = await lis(monde, brouillon.mandat);
    const { naissance } = etat.mandant;
    expect(typeof naissance === 'object' && naissance.ageCommitment).toMatch(/^(?!0{64})[0-9a-f]{64}$/);
    expect(natures).toContain('naissance');
    await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const rows = await tx.select().from(mandatEvenement);
      expect(JSON.stringify(rows)).not.toContain(ENFANT.naissance);
    });
  });

  it('waits when nobody knows of a measure: together meanwhile, or a draft that the answer opens', async () => {
    const brouillon = await ouvreMandat(monde);
    const inconnue = { ...ADULTE, capacite: 'inconnue' };
    const attente = await pose(monde, brouillon, 'qui', inconnue);
    expect([attente.statut, attente.vers]).toEqual([200, null]);
    expect(attente.lisible).toContain('Ce mandat devra attendre');
    const ensemble = await pose(monde, brouillon, 'ensemble', inconnue);
    expect(ensemble.vers).toBe(`/accueil?fiche=${brouillon.ficheId}`);
    expect((await monde.nav.suit(ensemble)).texte).toMatch(
      /checked=""[^>]*value="faire_avec"|value="faire_avec"[^>]*checked/,
    );
  });

  it('is accepted once the capacity is told, at the signature at the latest', async () => {
    const debut = await ouvreMandat(monde);
    const quoi = await monde.nav.suit(
      await pose(monde, debut, 'quand-meme', { ...ADULTE, capacite: 'inconnue' }),
    );
    const duree = await monde.nav.suit(
      await pose(monde, { ...debut, ecran: quoi }, 'quoi', { 'actes.rsa': ['consulter'] }),
    );
    const texte = await monde.nav.suit(
      await pose(monde, { ...debut, ecran: duree }, 'duree', { duree: 'mois:1' }),
    );
    const ecran = await monde.nav.suit(
      await monde.nav.post(`/mandat/${debut.mandat}/expliquer`, {
        op: texte.op,
        lecture: 'voix_haute',
        reformulation: 'comprise',
      }),
    );
    const brouillon = { ...debut, ecran };
    const sans = await signeAvec(monde, brouillon, { forme: 'signature_papier' });
    expect(sans.statut).toBe(422);
    expect(sans.lisible).toContain('Sans cette réponse, le mandat ne peut pas être accepté.');
    const tutelle = await signeAvec(monde, brouillon, { forme: 'signature_papier', capacite: 'tutelle' });
    expect(tutelle.lisible).toContain('seul son représentant peut donner ce mandat');
    expect(tutelle.texte).toContain('href="#capacite"');
    const avec = await signeAvec(monde, brouillon, { forme: 'signature_papier', capacite: 'sauvegarde' });
    expect(avec.statut).toBe(303);
    expect((await lis(monde, brouillon.mandat)).etat.mandant.capacite).toBe('sauvegarde');
  });
});

describe('what, and for how long', () => {
  it('may be a whole theme, less what the person keeps; express acts stay on their démarche', async () => {
    const brouillon = await ouvreMandat(monde);
    const quoi = await monde.nav.suit(await pose(monde, brouillon, 'qui', ADULTE));
    const sauf = await monde.nav.suit(
      await pose(monde, { ...brouillon, ecran: quoi }, 'quoi', {
        'actes.rsa': ['consulter', 'saisir', 'deposer'],
        'express.rsa': ['creer_compte'],
        theme: ['logement'],
      }),
    );
    expect(sauf.lisible).toContain('Ces démarches ne sont pas dans le mandat');
    const [exclue = ''] = /name="sauf.logement" value="([^"]+)"/.exec(sauf.texte)?.slice(1) ?? [];
    const duree = await monde.nav.suit(
      await pose(monde, { ...brouillon, ecran: sauf }, 'sauf', {
        'sauf.logement': [exclue, 'rsa'],
        'sansEnvoi.logement': 'oui',
      }),
    );
    expect(duree.texte).not.toContain('name="uneFois"');
    const texte = await monde.nav.suit(
      await pose(monde, { ...brouillon, ecran: duree }, 'duree', { duree: 'jours', jours: '10' }),
    );
    expect(texte.lisible).toContain('Ce mandat, en clair');
    const { etat } = await lis(monde, brouillon.mandat);
    expect(etat.duree).toEqual({ jours: 10 });
    expect(etat.items).toMatchObject([
      { id: 'item-1', actes: ['consulter', 'saisir', 'deposer', 'creer_compte'], sauf: [] },
      {
        id: 'theme-logement',
        portee: { kind: 'perimetre', perimetre: 'logement' },
        actes: ['consulter', 'saisir', 'deposer'],
        sauf: [{ demarcheId: exclue }, { acte: 'deposer' }],
      },
    ]);
  });

  it('refuses too many themes, and a theme of which nothing is left, where they are chosen', async () => {
    const brouillon = await ouvreMandat(monde);
    const quoi = await monde.nav.suit(await pose(monde, brouillon, 'qui', ADULTE));
    const theme = ['papiers', 'famille', 'social', 'travail', 'logement', 'transports'];
    const trop = await pose(monde, { ...brouillon, ecran: quoi }, 'quoi', {
      'actes.rsa': 'consulter',
      theme,
    });
    expect(trop.statut).toBe(422);
    expect(trop.lisible).toContain('Le mandat couvre trop de domaines');
    expect(trop.texte).toContain('href="#theme"');
    const sauf = await monde.nav.suit(
      await pose(monde, { ...brouillon, ecran: quoi }, 'quoi', {
        'actes.rsa': 'consulter',
        theme: 'loisirs',
      }),
    );
    const tout = [...sauf.texte.matchAll(/name="sauf.loisirs" value="([^"]+)"/g)].map(([, id = '']) => id);
    const vide = await pose(monde, { ...brouillon, ecran: sauf }, 'sauf', { 'sauf.loisirs': tout });
    expect(vide.statut).toBe(422);
    expect(vide.lisible).toContain('Les exceptions retirent tout de cette ligne.');
    expect(vide.texte).toContain('href="#sauf.loisirs"');
  });

  it('never proposes to pay or to change bank details ticked, and takes a number of days', async () => {
    const brouillon = await ouvreMandat(monde);
    const quoi = await monde.nav.suit(await pose(monde, brouillon, 'qui', ADULTE));
    expect(quoi.texte).not.toMatch(/checked=""[^>]*value="(?:payer|changer_coordonnees_bancaires|signer)"/);
    const duree = await monde.nav.suit(
      await pose(monde, { ...brouillon, ecran: quoi }, 'quoi', { 'actes.rsa': ['consulter', 'deposer'] }),
    );
    const trop = await pose(monde, { ...brouillon, ecran: duree }, 'duree', { duree: 'jours', jours: '400' });
    expect(trop.statut).toBe(422);
    expect(trop.lisible).toContain('Un mandat dure au plus 12 mois ou 365 jours.');
    expect(trop.texte).toContain('value="400"');
    const une = await pose(monde, { ...brouillon, ecran: duree }, 'duree', {
      duree: 'mois:1',
      uneFois: 'oui',
    });
    expect(une.statut).toBe(303);
    expect((await lis(monde, brouillon.mandat)).etat.items).toMatchObject([{ uneFois: true }]);
  });
});

describe('a renewal', () => {
  it('shows everything again, asks no name, and drafts for the same person', async () => {
    const ancien = await explique(monde, { quoi: { 'actes.rsa': ['consulter', 'saisir'] } });
    await signeAvec(monde, ancien, { forme: 'signature_papier' });
    const ecran = await monde.nav.get(`/mandat/nouveau?renouvelle=${ancien.mandat}`);
    expect(ecran.lisible).toContain('Renouvellement du mandat de Zénobie Canarinette');
    expect(ecran.texte).not.toContain('name="prenom"');
    const brouillon = { ficheId: '', mandat: cache(ecran, 'mandat'), ecran };
    const quoi = await monde.nav.suit(await pose(monde, brouillon, 'qui', { capacite: 'aucune_mesure' }));
    expect(quoi.texte).toMatch(/checked=""[^>]*value="saisir"|value="saisir"[^>]*checked/);
    expect(quoi.texte).not.toMatch(/checked=""[^>]*value="deposer"/);
    const duree = await monde.nav.suit(
      await pose(monde, { ...brouillon, ecran: quoi }, 'quoi', { 'actes.rsa': ['consulter', 'saisir'] }),
    );
    await pose(monde, { ...brouillon, ecran: duree }, 'duree', { duree: 'mois:6' });
    const { etat } = await lis(monde, brouillon.mandat);
    expect([etat.renouvelle, etat.mandant.ref]).toEqual([
      ancien.mandat,
      (await lis(monde, ancien.mandat)).etat.mandant.ref,
    ]);
  });

  it('is refused for a mandate that was stopped, and asks the identity again after a year', async () => {
    const arrete = await explique(monde);
    await signeAvec(monde, arrete, { forme: 'signature_papier' });
    const vue = await monde.nav.get(`/mandat/${arrete.mandat}`);
    await monde.nav.post(`/mandat/${arrete.mandat}/revoquer`, {
      op: vue.op,
      demandePar: 'mandant',
      canal: 'presence',
    });
    const non = await monde.nav.get(`/mandat/nouveau?renouvelle=${arrete.mandat}`);
    expect(non.statut).toBe(409);
    expect(non.lisible).toContain('Ce mandat ne peut pas être renouvelé.');

    const court = await explique(monde, { duree: { duree: 'jours', jours: '5' }, qui: { prenom: 'Zélie' } });
    await signeAvec(monde, court, { forme: 'signature_papier' });
    monde.essai.avance(400 * 86_400_000);
    await monde.nav.connecte('pia@demo');
    const ecran = await monde.nav.get(`/mandat/nouveau?renouvelle=${court.mandat}`);
    const brouillon = { ficheId: '', mandat: cache(ecran, 'mandat'), ecran };
    expect(ecran.texte).not.toContain('identiteVerifiee');
    const tard = await pose(monde, brouillon, 'qui', { capacite: 'aucune_mesure' });
    expect(tard.statut).toBe(422);
    expect(tard.lisible).toContain('vérifiez l’identité de la personne');
    expect(tard.texte).toContain('href="#identiteVerifiee"');
    const verifiee = await pose(monde, brouillon, 'qui', {
      capacite: 'aucune_mesure',
      identiteVerifiee: 'oui',
    });
    expect(verifiee.statut).toBe(303);
  });
});

it('leaves no name in a log or an address', () => {
  const traces = [...monde.essai.lignes, ...monde.nav.adresses].join('\n');
  expect(traces).not.toMatch(/Canarinette|Zénobie|Tuteurdoux|Rosalie|1951/i);
});
