/** How the text is explained and the agreement taken: every form, every language, and what each refuses. */
import { toDocument, documentHash } from '@porte-plume/mandat/document';
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { compte, mandatEvenement } from '../../db/schema.ts';
import { readMandat } from '../../domain/mandats.ts';
import { messagesOf } from '../../messages/messages.ts';
import type { Reponse } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, type Monde } from '../gestes.fixture.ts';
import { readIdentites } from './identites.ts';
import { explique, lis, prepare, signeAvec, type Brouillon } from './parcours.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const DESSIN = { forme: 'signature_ecran', trace: `data:image/png;base64,${PNG}` };
const TEMOINS = {
  forme: 'ne_sait_signer',
  temoin1: 'Ophélie Témoignable',
  temoin2: 'Firmin Témoignable',
  voixHaute: 'oui',
};

/** The text that the vault gives back today, and the one that was signed. */
async function hashes(mandatId: string, langue = 'fr'): Promise<[string, string | undefined]> {
  return asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
    const lu = await readMandat(tx, monde.orgId, mandatId);
    const [row] = await tx.select().from(compte).where(eq(compte.identifiant, 'pia@demo'));
    if (lu === null || row === undefined) throw new Error('mandate lost');
    const visiteur = { ...row, compteId: row.id } as never;
    const identites = await readIdentites(tx, monde.essai.services, visiteur, lu, 'essai');
    const document = toDocument(lu.etat, {
      langue,
      niveau: 'complet',
      ...(identites === null ? {} : { identites }),
    });
    return [document.ok ? documentHash(document.value) : '', lu.etat.consentement?.documentHash];
  });
}

async function attendu(mandatId: string, langue = 'fr'): Promise<void> {
  const [relu, signe] = await hashes(mandatId, langue);
  expect(relu).toBe(signe);
}

function explication(
  { nav }: Monde,
  { mandat, ecran }: Brouillon,
  champs: Record<string, string>,
): Promise<Reponse> {
  return nav.post(`/mandat/${mandat}/expliquer`, {
    op: ecran.op,
    etape: 'expliquer',
    lecture: 'voix_haute',
    reformulation: 'comprise',
    ...champs,
  });
}

describe('who cannot sign', () => {
  it('has two witnesses, named in the vault only, and the signed text names them', async () => {
    const brouillon = await explique(monde);
    expect((await signeAvec(monde, brouillon, TEMOINS)).statut).toBe(303);
    const { etat, tiers } = await lis(monde, brouillon.mandat);
    expect(etat.recueil).toMatchObject({ forme: 'ne_sait_signer', lecture: 'voix_haute' });
    const nomOf = (ref: string) => tiers.find((un) => un.ref === ref)?.nom;
    expect(etat.recueil?.temoins.map(({ ref, kind }) => [kind, nomOf(ref)])).toEqual([
      ['tiers', 'Ophélie Témoignable'],
      ['tiers', 'Firmin Témoignable'],
    ]);
    await attendu(brouillon.mandat);
    expect((await monde.nav.get(`/mandat/${brouillon.mandat}/document`)).lisible).toContain(
      'Firmin Témoignable',
    );
  });

  it.each([
    ['one witness', { temoin2: '' }, 'Deux témoins sont nécessaires', 'temoin1'],
    ['twice the same', { temoin2: 'OPHELIE  Témoignable' }, 'Deux témoins sont nécessaires', 'temoin1'],
    ['the person', { temoin2: 'Zénobie Canarinette' }, 'Deux témoins sont nécessaires', 'temoin1'],
    [
      'the writer',
      { temoin2: 'Monteil Pia' },
      'Un écrivain de la structure ne peut pas être témoin.',
      'temoin1',
    ],
    ['a text not read aloud', { voixHaute: '' }, 'Lisez le mandat à voix haute', 'voixHaute'],
  ])('is refused with %s, values kept', async (_cas, champs, phrase, champ) => {
    const brouillon = await explique(monde);
    const refus = await signeAvec(monde, brouillon, { ...TEMOINS, ...champs });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain(phrase);
    expect(refus.texte).toContain(`href="#${champ}"`);
    expect(refus.texte).toContain('value="Ophélie Témoignable"');
    expect((await lis(monde, brouillon.mandat)).tiers).toEqual([]);
  });
});

describe('an oral agreement', () => {
  it('opens little, says until when, and is put in writing from its page', async () => {
    const brouillon = await explique(monde);
    expect(brouillon.ecran.lisible).toContain('Accord oral, à faire signer ensuite.');
    const accord = await signeAvec(monde, brouillon, { forme: 'oral_a_regulariser', mode: 'telephone' });
    const vue = await monde.nav.suit(accord);
    expect(vue.lisible).toContain('Accord oral noté.');
    expect(vue.lisible).toContain('Accord donné de vive voix');
    expect(vue.lisible).not.toContain('Signé par la personne');
    expect(vue.texte).toContain(`href="/mandat/${brouillon.mandat}/regulariser"`);
    await attendu(brouillon.mandat);
    expect((await lis(monde, brouillon.mandat)).etat.consentement?.oral?.actes).toEqual([
      'consulter',
      'saisir',
    ]);

    const page = await monde.nav.get(`/mandat/${brouillon.mandat}/regulariser`);
    expect(page.lisible).toContain('Vous aviez dit oui de vive voix.');
    expect(page.texte).not.toContain('value="oral_a_regulariser"');
    const envoie = (champs: Record<string, string>) =>
      monde.nav.post(`/mandat/${brouillon.mandat}/regulariser`, {
        op: page.op,
        etape: 'regulariser',
        ...champs,
      });
    const encore = await envoie({ forme: 'oral_a_regulariser' });
    expect(encore.statut).toBe(422);
    expect(encore.lisible).toContain('il faut une signature, un nom écrit ou deux témoins');
    const signee = await monde.nav.suit(await envoie(DESSIN));
    expect(signee.lisible).toContain('Accord signé. Tout le mandat est ouvert.');
    expect(signee.texte).not.toContain('/regulariser"');
    const { etat } = await lis(monde, brouillon.mandat);
    expect(etat.regularisation?.recueil.forme).toBe('signature_ecran');
    expect(etat.preuves).toMatchObject([{ nature: 'trace_signature' }]);
    expect((await monde.nav.get(`/mandat/${brouillon.mandat}/document`)).texte).toContain(PNG);
  });

  it('has no such page for a mandate that was signed', async () => {
    const brouillon = await explique(monde);
    await signeAvec(monde, brouillon, { forme: 'signature_papier' });
    expect((await monde.nav.get(`/mandat/${brouillon.mandat}/regulariser`)).statut).toBe(404);
  });
});

describe('where the person is', () => {
  it.each([
    ['telephone', DESSIN, 'Par téléphone, l’accord est seulement oral'],
    ['courrier', DESSIN, 'Par courrier, la personne signe le papier ou écrit son nom.'],
    ['visio', { forme: 'signature_papier' }, 'À distance par vidéo'],
    ['sms', { forme: 'nom_ecrit', nomEcrit: 'Zénobie Canarinette' }, 'Par SMS, l’accord est à régulariser'],
  ])('by %s some forms are refused beside the form', async (mode, champs, phrase) => {
    const brouillon = await explique(monde);
    const refus = await signeAvec(monde, brouillon, { ...champs, mode });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain(phrase);
    expect(refus.texte).toContain('href="#forme"');
  });

  it('by letter signs the paper, whose copy is still to hand over', async () => {
    const brouillon = await explique(monde);
    const vue = await monde.nav.suit(
      await signeAvec(monde, brouillon, {
        forme: 'signature_papier',
        mode: 'courrier',
        referencePapier: 'Classeur 3',
      }),
    );
    expect(vue.lisible).toContain('Remettre l’exemplaire');
    const { etat, natures } = await lis(monde, brouillon.mandat);
    expect([etat.recueil?.mode, etat.exemplaire]).toEqual(['courrier', undefined]);
    expect(natures).toContain('reference_papier');
    expect(JSON.stringify(etat)).not.toContain('Classeur');
  });
});

describe('the scan of a paper', () => {
  const SCAN = { forme: 'signature_papier', preuvePapier: 'scan', accepte: 'oui', etape: 'signer' };
  const envoie = ({ mandat, ecran }: Brouillon, fichier: Uint8Array) =>
    monde.nav.postFichier(`/mandat/${mandat}/signer`, { op: ecran.op, ...SCAN }, 'scan', fichier);

  it.each([
    ['PDF', '%PDF-1.7 feuille'],
    ['JPEG', '\u00ff\u00d8\u00ff\u00e0 feuille'],
    ['PNG', '\u0089PNG\r\n\u001a\n feuille'],
  ])('in %s goes to the vault, its fingerprint to the chain', async (_type, texte) => {
    const fichier = new Uint8Array(Buffer.from(texte, 'latin1'));
    const brouillon = await explique(monde);
    expect((await envoie(brouillon, fichier)).statut).toBe(303);
    const { etat, natures } = await lis(monde, brouillon.mandat);
    const sha256 = createHash('sha256').update(fichier).digest('hex');
    expect(etat.preuves).toMatchObject([{ nature: 'scan', sha256 }]);
    expect(natures).toContain('scan');
  });

  it('is refused when it is missing, something else, or too heavy', async () => {
    const brouillon = await explique(monde);
    const html = await envoie(brouillon, new TextEncoder().encode('<html>%PDF-'));
    expect(html.statut).toBe(422);
    expect(html.lisible).toContain('ni un PDF, ni une image PNG ou JPEG');
    expect(html.texte).toMatch(/value="scan"[^>]*checked|checked=""[^>]*value="scan"/);
    const rien = await envoie(brouillon, new Uint8Array());
    expect(rien.lisible).toContain('Choisissez le fichier du scan');
    const lourd = new Uint8Array(5 * 1024 * 1024 + 1);
    lourd.set(new TextEncoder().encode('%PDF-1.7'));
    expect((await envoie(brouillon, lourd)).lisible).toContain('Ce fichier est trop lourd');
    expect((await envoie(brouillon, new Uint8Array(6 * 1024 * 1024))).statut).toBe(413);
  });
});

describe('another language', () => {
  it('shows the text beside the French one, right to left, and says that nobody checked it', async () => {
    const brouillon = await prepare(monde);
    expect(brouillon.ecran.texte).not.toContain('dir="rtl"');
    const ar = await monde.nav.get(`/mandat/${brouillon.mandat}?langue=ar`);
    expect(ar.texte).toContain('lang="ar" dir="rtl"');
    expect(ar.lisible).toMatch(/traduction/i);
    expect(ar.texte).toContain('name="langue" value="ar"');
    const seule = await monde.nav.suit(
      await explication(monde, { ...brouillon, ecran: ar }, { langue: 'ar', interprete: 'aucun' }),
    );
    expect(seule.lisible).toContain('Relire dans les deux langues');
    for (const cle of [
      'signer.comment',
      'signer.ecran',
      'signer.oral',
      'signer.arreter',
      'commun.non-relue',
    ] as const)
      expect(seule.lisible).toContain(messagesOf('ar').dit(cle));
    expect(seule.texte).toContain('<html lang="fr" dir="ltr"');
    expect((await signeAvec(monde, { ...brouillon, ecran: seule }, DESSIN)).statut).toBe(303);
    const { etat } = await lis(monde, brouillon.mandat);
    expect(etat.notice?.langue).toBe('ar');
    expect(etat.recueil).toMatchObject({ langue: 'ar', noticeBilingue: true, interprete: 'aucun' });
    await attendu(brouillon.mandat, 'ar');
  });

  it('needs an interpreter when no text is written, never a child, and keeps her name in the vault', async () => {
    const brouillon = await prepare(monde);
    const ecran = await monde.nav.get(`/mandat/${brouillon.mandat}?langue=und`);
    expect(ecran.lisible).toContain('Ce texte n’existe qu’en français. Un interprète le traduit.');
    const autre = { ...brouillon, ecran };
    const sans = await explication(monde, autre, { langue: 'und' });
    expect(sans.lisible).toContain('Dites qui traduit.');
    const seule = await explication(monde, autre, { langue: 'und', interprete: 'aucun' });
    expect(seule.lisible).toContain('Il faut un interprète ou une notice traduite.');
    const enfant = await explication(monde, autre, { langue: 'und', interprete: 'proche_mineur' });
    expect(enfant.statut).toBe(422);
    expect(enfant.lisible).toContain('Un enfant ne peut pas servir d’interprète.');
    expect(enfant.texte).toContain('href="#interprete"');
    const signer = await monde.nav.suit(
      await explication(monde, autre, {
        langue: 'und',
        interprete: 'professionnel',
        interpreteNom: 'Oxana Truchement',
      }),
    );
    expect((await signeAvec(monde, { ...brouillon, ecran: signer }, DESSIN)).statut).toBe(303);
    const { tiers } = await lis(monde, brouillon.mandat);
    expect(tiers).toMatchObject([{ role: 'interprete', nom: 'Oxana Truchement' }]);
    await attendu(brouillon.mandat);
  });
});

describe('what was not understood', () => {
  it.each(['ps', 'uk'] as const)('is said in the language of the explanation: %s', async (langue) => {
    const brouillon = await prepare(monde);
    const m = messagesOf(langue);
    const ecran = await monde.nav.get(`/mandat/${brouillon.mandat}?langue=${langue}`);
    expect(ecran.lisible).toContain(m.dit('mandat.redire'));
    const pas = await monde.nav.suit(
      await explication(
        monde,
        { ...brouillon, ecran },
        { langue, interprete: 'aucun', reformulation: 'non_comprise' },
      ),
    );
    expect(pas.texte).toContain(`<html lang="${langue}" dir="${m.dir}"`);
    for (const cle of ['titre', 'grave', 'rien', 'ensemble', 'guide'] as const)
      expect(pas.lisible).toContain(m.dit(`sans-mandat.${cle}`));
    expect(pas.lisible).toContain('Pas de mandat aujourd’hui');
  });

  it('is no mandate today, without fault: together meanwhile, or explained otherwise', async () => {
    const brouillon = await prepare(monde);
    const pas = await monde.nav.suit(await explication(monde, brouillon, { reformulation: 'non_comprise' }));
    expect(pas.lisible).toContain('Pas de mandat aujourd’hui');
    expect(pas.texte).toContain(`href="/accueil?fiche=${brouillon.ficheId}"`);
    expect((await monde.nav.get(`/accueil?fiche=${brouillon.ficheId}`)).texte).toMatch(
      /checked=""[^>]*value="faire_avec"|value="faire_avec"[^>]*checked/,
    );
    const encore = await monde.nav.get(`/mandat/${brouillon.mandat}`);
    expect(encore.lisible).toContain('Ce mandat, en clair');
    const signer = await monde.nav.suit(
      await explication(monde, { ...brouillon, ecran: encore }, { reformulation: 'reexpliquee' }),
    );
    expect((await signeAvec(monde, { ...brouillon, ecran: signer }, DESSIN)).statut).toBe(303);
  });
});

it('leaves no name in a log, an address, or an event', async () => {
  const traces = [...monde.essai.lignes, ...monde.nav.adresses].join('\n');
  expect(traces).not.toMatch(/Canarinette|Témoignable|Truchement|Classeur/i);
  await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
    const rows = await tx.select().from(mandatEvenement);
    expect(JSON.stringify(rows)).not.toMatch(/Canarinette|Témoignable|Truchement|Classeur/i);
  });
});
