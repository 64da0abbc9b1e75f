/** The interview in the language of the person: every screen, and nothing that remembers it. */
import { LANGUES as LANGUES_ENTRETIEN } from '@porte-plume/diagnostic/langues';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { brouillon, coffre, operation } from '../../db/schema.ts';
import { diagnostic } from '../../db/schema-diagnostic.ts';
import { LANGUES } from '../../messages/langue.ts';
import { entretienDe, questionDans } from '../../messages/entretien.ts';
import { messagesOf } from '../../messages/messages.ts';
import { cache, type Reponse, type Valeurs } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, SIMPLE, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

it('the application and the interview have the same languages', () => {
  expect(LANGUES_ENTRETIEN).toEqual(LANGUES);
});

it.each(['ar', 'tr', 'fr-simple'] as const)(
  'is led in %s from the offer to the result, and kept without its language',
  async (langue) => {
    const m = messagesOf(langue);
    const t = entretienDe(m).phrases;
    const { op: id } = await monde.nav.get('/accueil');
    expect((await monde.nav.post('/accueil', { op: id, ...SIMPLE })).statut).toBe(303);
    const lis = (page: Reponse, ...dits: (string | undefined)[]) => {
      expect(page.texte).toContain(`<html lang="${m.lang}" dir="${m.dir}"`);
      for (const dit of dits) expect(page.lisible).toContain(dit?.replaceAll(/[\u00a0\u202f]/gu, ' '));
    };
    let page = await monde.nav.get(`/diagnostic/${id}?langue=${langue}`);
    const presse = async (geste: Valeurs) => {
      const item = cache(page, 'item');
      const envoi = {
        op: page.op,
        langue: cache(page, 'langue'),
        ...(item === '' ? {} : { item }),
        ...geste,
      };
      page = await monde.nav.suit(await monde.nav.post(`/diagnostic/${id}`, envoi));
    };
    lis(page, m.dit('repere.titre'), m.dit('repere.refus'), t['accueil.examen']);
    await presse({ etape: 'commencer' });
    lis(page, questionDans(m, 'IU').text, t['choix.1'], t['sais-pas'], m.dit('repere.passer'));
    // French beside, for the writer who leads.
    if (m.lang !== 'fr')
      expect(page.lisible).toContain('Quand avez-vous utilisé internet pour la dernière fois');
    expect(page.texte.includes('<audio')).toBe(
      questionDans(m, 'IU').text === questionDans(messagesOf('fr'), 'IU').text,
    );
    await presse({ etape: 'repondre', valeur: '1', preuve: 'self' });
    await presse({ etape: 'repondre', valeur: '1', preuve: 'self' });
    await presse({ etape: 'repondre', valeur: 'yes', preuve: 'self' });
    lis(page, m.dit('repere.gestes'), m.dit('repere.gestes-oui'));
    await presse({ etape: 'continuer' });
    lis(page, m.dit('repere.montrer'), m.dit('repere.temps'), m.dit('repere.sans-montrer'));
    await presse({ etape: 'montrer', valeur: 'seul' });
    await presse({ etape: 'montrer', valeur: 'avec_aide' });
    lis(page, m.dit('repere.souhaits'), t['aisance.text'], t['crainte.text'], t['souhait.apprendre']);
    await presse({ etape: 'ressenti', souhait: 'deleguer', niveau: '0', crainte: 'oui' });
    lis(page, m.dit('repere.freine'), m.dit('repere.raison.I_IUNUSP'), m.dit('repere.appareil.aucun'));
    await presse({ etape: 'freins', frein: ['I_IUNUSP'], equipement: ['aucun'] });
    lis(
      page,
      t['resultat.faits'],
      t['IBUY.label'],
      m.dit('repere.comment.assisted'),
      t['resultat.aides'],
      t['aide.accompagnement-durable'],
    );
    if (m.lang !== 'fr') expect(page.texte).toContain('lang="fr" dir="ltr"');
    const langues = [`"langue":"${langue}"`, `langue=${langue}`];
    await presse({ etape: 'noter' });
    const gardes = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => [
      await tx.select().from(diagnostic),
      await tx.select().from(operation),
      await tx.select().from(brouillon),
      await tx.select().from(coffre),
    ]);
    for (const trace of langues) expect(JSON.stringify(gardes)).not.toContain(trace);
  },
  30_000,
);
