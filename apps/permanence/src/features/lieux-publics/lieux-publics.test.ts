/** Open data of places: everything wrong is shown, nothing changes before one gesture, twice is once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { readLieuPublic, readLieuxConnus } from '../../domain/lieux-publics.ts';
import { cache, Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

const octets = (texte: string): Uint8Array => new TextEncoder().encode(texte);
const EN_TETE = 'id,nom,commune,code_postal,adresse,latitude,longitude,date_maj,services';
const BON = 'aide aux démarches;Aide aux démarches administratives'.split(';')[1] ?? '';
const CSV = `${EN_TETE}
Coop-numérique_1,Maison d’essai,Roanne,42300,1 rue Inventée,46.03,4.07,27/07/2023,${BON}
b-2,Lieu sans code,Roanne,5110,2 rue Inventée,46.03,4.07,2026-10-01,Foo
b-3,Lieu daté de travers,Roanne,42300,3 rue Inventée,46.03,4.07,pas une date,${BON}
`;

let monde: Monde;
const marie = (): Navigateur => monde.nav;
beforeAll(async () => {
  monde = await openMonde('demo');
  monde.nav = new Navigateur(monde.essai.app);
  await monde.nav.connecte('marie@demo');
}, 60_000);
afterAll(() => monde.essai.close());

const connus = () =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) => readLieuxConnus(tx, monde.orgId));
async function apercu(texte: Uint8Array): Promise<Reponse> {
  const { op } = await marie().get('/lieux-publics');
  return marie().postFichier('/lieux-publics', { op, etape: 'apercu' }, 'fichier', texte);
}
const importe = async (page: Reponse): Promise<Reponse> =>
  marie().post('/lieux-publics', { op: page.op, brouillon: cache(page, 'brouillon'), etape: 'importer' });

describe('a file of places', () => {
  it('is previewed with every issue of every row; nothing changes yet', async () => {
    const avant = (await connus()).parId.size;
    const page = await apercu(octets(CSV));
    expect(page.statut).toBe(200);
    for (const phrase of [
      '1 lieu',
      '2 lignes écartées',
      'Un code postal a cinq chiffres.',
      'Cette valeur n’est pas dans la liste du standard.',
      'Cette date n’a pas la forme attendue.',
      'Réparé',
    ])
      expect(page.lisible).toContain(phrase);
    expect((await connus()).parId.size).toBe(avant);
  });

  it('is imported in one gesture, once; the places it leaves out stay readable', async () => {
    const page = await apercu(octets(CSV));
    const [ancien = ''] = [...(await connus()).parId.keys()];
    const reponses = await Promise.all([importe(page), importe(page), importe(page)]);
    expect(reponses.map(({ statut }) => statut)).toEqual([303, 303, 303]);
    const { parId, communes } = await connus();
    expect([parId.size, [...communes.keys()]]).toEqual([1, ['roanne']]);
    expect([...parId.keys()][0]).toMatch(/^lieu-[0-9a-f]{24}$/);
    const garde = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      readLieuPublic(tx, monde.orgId, ancien),
    );
    expect(garde?.id).toBe(ancien);
  });

  it('is read in the encodings of spreadsheets, and says when it had to guess', async () => {
    const latin = await apercu(
      Uint8Array.from(Buffer.from(CSV.replace('Maison d’essai', 'Médiathèque'), 'latin1')),
    );
    expect(latin.lisible).toContain('regardez si les accents sont justes');
    expect(latin.lisible).toContain('1 lieu');
    const utf16 = await apercu(Uint8Array.from(Buffer.from(`\ufeff${CSV}`, 'utf16le')));
    expect(utf16.lisible).toContain('1 lieu');
    expect(utf16.lisible).not.toContain('les accents');
  });

  it('is refused when it holds no text, no row, or nothing', async () => {
    expect((await apercu(new Uint8Array([0x69, 0x64, 0x81]))).statut).toBe(422);
    expect((await apercu(octets(''))).statut).toBe(422);
    const vide = await apercu(octets('{"pas": "un tableau"'));
    expect(vide.texte).not.toContain('value="importer"');
    const expire = await marie().post('/lieux-publics', { op: vide.op, brouillon: 'x', etape: 'importer' });
    expect([expire.statut, expire.lisible.includes('Cet aperçu a expiré.')]).toEqual([422, true]);
  });

  it('is not for writers', async () => {
    const pia = new Navigateur(monde.essai.app);
    await pia.connecte('pia@demo');
    expect((await pia.get('/lieux-publics')).statut).toBe(403);
  });

  const dossier = process.env.PORTE_PLUME_DATA;
  it.skipIf(dossier === undefined)(
    '31: the 177 real rows: two left out, 175 kept, sources to quote',
    async () => {
      const texte = readFileSync(join(dossier ?? '', 'lieux/lieux-42-51.json'));
      const page = await apercu(new Uint8Array(texte));
      expect(page.lisible).toContain('175 lieux');
      expect(page.lisible).toContain('2 lignes écartées');
      expect((await importe(page)).statut).toBe(303);
      const { parId, communes } = await connus();
      expect(parId.size).toBe(175);
      expect(communes.get('saint etienne')?.nom).toBe('Saint-Étienne');
    },
  );
});
