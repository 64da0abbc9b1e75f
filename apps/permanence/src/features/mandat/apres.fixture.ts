/** Gestures on a signed mandate, and what the database then says of it. */
import { etatA, type VueMandat } from '@porte-plume/mandat';
import { expect } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { readCodes, type Codes } from '../../domain/codes.ts';
import { readMandat } from '../../domain/mandats.ts';
import { now } from '../../server/contexte.ts';
import type { Reponse, Valeurs } from '../../server/essai.fixture.ts';
import { A_LA_PLACE, ouvre, signe, type Monde } from '../gestes.fixture.ts';

export const ECRIT = { forme: 'nom_ecrit', nomEcrit: 'Zénobie Canarinette' };

/** A fresh mandate; the clock may have passed a night, so the writer comes back and opens the day. */
export async function nouveau(
  monde: Monde,
  forme: Record<string, string> = { forme: 'signature_papier' },
): Promise<string> {
  await monde.nav.connecte('pia@demo');
  await ouvre(monde);
  return (await signe(monde, await monde.nav.get('/accueil'), forme)).mandatId;
}

/** The mandate as it stands at the clock of the test. */
export async function vueOf({ essai, orgId }: Monde, mandatId: string): Promise<VueMandat> {
  const { services } = essai;
  const lu = await asOrg(services.client.db, orgId, 'essai', (tx) => readMandat(tx, orgId, mandatId));
  const vue = lu === null ? null : etatA(lu.evenements, now(services));
  if (vue === null) throw new Error('mandate lost');
  return vue;
}

/** What its copy bears. */
export async function codesOf(monde: Monde, mandatId: string): Promise<Codes> {
  const { services } = monde.essai;
  const codes = await asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
    const lu = await readMandat(tx, monde.orgId, mandatId);
    return readCodes(tx, services, monde, { mandatId, personneId: lu?.personneId ?? '' });
  });
  if (codes === null) throw new Error('no codes');
  return codes;
}

/** Opens the mandate and posts one of its forms. */
export async function fait(
  { nav }: Monde,
  mandatId: string,
  geste: string,
  champs: Valeurs,
): Promise<Reponse> {
  const { op } = await nav.get(`/mandat/${mandatId}`);
  return nav.post(`/mandat/${mandatId}/${geste}`, { op, ...champs });
}

/** A mandate under which a démarche was filled in, read back and sent. */
export async function agit(monde: Monde, forme: Record<string, string>): Promise<string> {
  const { nav } = monde;
  await nav.connecte('pia@demo');
  await ouvre(monde);
  const fiche = await nav.get('/accueil');
  const { mandatId } = await signe(monde, fiche, forme);
  const envoi = { op: fiche.op, ...A_LA_PLACE };
  const relecture = await nav.suit(await nav.post('/accueil', { ...envoi, etape: 'relecture' }));
  await nav.post(`/relecture/${fiche.op}`, {
    op: relecture.op,
    etape: 'relire',
    accord: 'oui',
    moyen: 'voix_haute',
    recepisse: 'oui',
    recepisse4: 'AB12',
  });
  expect((await nav.post('/accueil', { ...envoi, etape: 'enregistrer' })).statut).toBe(303);
  return mandatId;
}
