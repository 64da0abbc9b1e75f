/** What a cron job types: a number of structure is asked, a dry run removes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import { certificat } from '../db/schema-personnes.ts';
import { openMonde, type Monde } from '../features/gestes.fixture.ts';
import { findCommande } from './commandes.ts';
import { ErreurDemarrage } from './env.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('demo');
}, 60_000);
afterAll(() => monde.essai.close());

const lance = async (...argv: string[]): Promise<string> => {
  const trouvee = findCommande(argv);
  if (trouvee === null) throw new Error('no such command');
  return (await trouvee.commande.run(monde.essai.services, trouvee.args)).join('\n');
};

describe('commands of upkeep', () => {
  it.each([
    ['conservation'],
    ['conservation', '--structure', 'x'],
    ['tetes', '--structure', '01890000-0000-7000-8000-000000000000'],
    ['conservation', '--effacer'],
    ['rotation'],
  ])('%s %s %s is refused with what to type', async (...argv) => {
    await expect(lance(...argv.filter((un) => typeof un === 'string'))).rejects.toBeInstanceOf(
      ErreurDemarrage,
    );
  });

  it('says what the rules would end, then ends it once', async () => {
    const { orgId } = monde;
    expect(await lance('conservation', '--structure', orgId)).toMatch(
      /[1-9]\d* lignes à faire.*Essai à blanc/s,
    );
    const rows = () =>
      asOrg(monde.essai.services.client.db, orgId, 'essai', (tx) => tx.select().from(certificat));
    expect(await rows()).toEqual([]);
    expect(await lance('conservation', '--structure', orgId, '--executer')).toContain('Certificat');
    expect((await rows()).length).toBe(1);
    expect(await lance('conservation', '--structure', orgId, '--executer')).toContain('rien à faire');
  });

  it('gives the heads of the day, signed', async () => {
    expect(JSON.parse(await lance('tetes', '--structure', monde.orgId))).toMatchObject({
      format: 'porte-plume-tetes-1',
      tetes: [{ registre: 'journal' }, { registre: 'mandats' }],
    });
  });
});
