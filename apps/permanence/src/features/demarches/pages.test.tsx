/** Every page and every sheet of the catalogue, whatever its curators have written so far. */
import { catalogue, type Demarche } from '@porte-plume/demarches';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import * as n from '../../ui/galerie-donnees.fixture.ts';
import { FRANCAIS, messagesOf } from '../../messages/messages.ts';
import * as feuille from './feuille.ts';
import { pleine } from './pleine.fixture.ts';
import { compose, raise } from './typographie.ts';
import { listVoisines } from './voisines.ts';
import { FeuilleView } from './vue-feuille.tsx';
import { FicheView } from './vue-fiche.tsx';

const entrees: readonly Demarche[] = [...catalogue.demarches, pleine];
const TROUS = /\bundefined\b|\bnull\b|\bNaN\b|\[object |Invalid Date/;
const BUDGET = 16_384;

const fiche = (demarche: Demarche): string =>
  renderToStaticMarkup(
    <FicheView
      cadre={n.cadre}
      demarche={demarche}
      aujourdhui="2026-11-22"
      suite={{ nature: 'ouverte', envoi: n.envoi }}
      autres={catalogue.demarches.slice(0, 4)}
      voisines={listVoisines(demarche)}
    />,
  );
const papier = (demarche: Demarche): string =>
  renderToStaticMarkup(<FeuilleView cadre={n.cadre} demarche={demarche} />);

/** Number of words of the longest sentence. */
function longest(texte: string): number {
  const phrases = texte
    .split(/[.!?\n]+/)
    .map((phrase) => phrase.split(/[\s\u00a0\u202f]+/).filter((mot) => /[\p{L}\d]/u.test(mot)).length);
  return Math.max(...phrases);
}

describe.each(entrees.map((demarche) => ({ id: demarche.id, demarche })))('$id', ({ demarche }) => {
  it('has a page without hole, within the budget', () => {
    const html = fiche(demarche);
    expect(html).not.toMatch(TROUS);
    expect(html.length).toBeLessThan(BUDGET);
    expect(html.match(/<h1/g)).toHaveLength(1);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('has a sheet without hole that speaks in sentences of twelve words or fewer', () => {
    expect(papier(demarche)).not.toMatch(TROUS);
    const textes = [
      demarche.langageSimple,
      ...(demarche === pleine ? [] : (demarche.etapes ?? [])),
      ...(demarche.pieces ?? []).flatMap((une) => [une.piece, feuille.pieceEnMots(une)]),
    ].map(compose);
    for (const texte of textes) expect(longest(texte), texte).toBeLessThanOrEqual(12);
  });
});

describe('the words of the sheet', () => {
  it('are those of the language of the person; the names of the papers stay French', () => {
    for (const langue of ['ar', 'fa', 'uk'] as const) {
      const m = messagesOf(langue);
      const html = renderToStaticMarkup(<FeuilleView cadre={n.cadre} demarche={pleine} messages={m} />);
      expect(html).toContain(`<html lang="${m.lang}" dir="${m.dir}">`);
      expect(html).toContain(m.dit('feuille.cocher'));
      expect(html).toContain(m.dit('commun.non-relue'));
      const [premiere] = pleine.pieces ?? [];
      expect(html).toContain(`<bdi lang="fr">${compose(raise(premiere?.piece ?? ''))}</bdi>`);
      expect(html).not.toMatch(/Cochez|Une question|rendez-vous<\/h2>/);
    }
  });

  it('say how each document is to be brought, without the words of the trade', () => {
    const [original, copie, photo] = (['original', 'copie', 'photo'] as const).map((une) =>
      feuille.pieceEnMots({ piece: 'papier', obligatoire: true, copie: une }),
    );
    expect([original, copie, photo]).toEqual(['L’original.', 'Une photocopie.', 'Une photo suffit.']);
    const facultatif = { obligatoire: false, copie: 'original' } as const;
    expect(feuille.pieceEnMots({ ...facultatif, piece: 'bail' })).toBe('L’original. Si vous l’avez.');
    expect(feuille.pieceEnMots({ ...facultatif, piece: 'bail', pourQui: 'si vous louez' })).toBe(
      'L’original. Si vous louez.',
    );
  });

  it.each([
    ['Mot de passe du compte ameli', 'Vous le tapez vous-même.'],
    ['Le téléphone ou la boîte mail qui reçoit les codes', 'À avoir avec vous.'],
    ['Numéro de sécurité sociale', 'À savoir, ou à noter.'],
    ['L’adresse de l’employeur', 'À savoir, ou à noter.'],
    ['Nomination du tuteur', 'L’original.'],
  ])('%s: %s', (piece, attendu) => {
    expect(feuille.pieceEnMots({ piece, obligatoire: true, copie: 'original' })).toBe(attendu);
  });

  it('give the phone of a human, and say when nobody has checked it', () => {
    expect(feuille.telephoneOf(pleine)).toMatchObject({ numero: '3646', aConfirmer: false });
    expect(feuille.telephoneOf({ ...pleine, canaux: null })).toBeNull();
    const html = papier({ ...pleine, canaux: (pleine.canaux ?? []).slice(2) });
    expect(html).toContain('09\u00a069\u00a036\u00a037\u00a038');
    expect(html).toContain('numéro à confirmer');
  });

  it('are set closer, then fewer, as the list grows', () => {
    const avec = (nombre: number, piece: string): Demarche => ({
      ...pleine,
      pieces: Array.from({ length: nombre }, (_, rang) => ({
        piece: `${piece} ${rang}`,
        obligatoire: true,
        copie: 'copie' as const,
      })),
    });
    expect(feuille.mettreEnPage(avec(4, 'bail'))).toBe('aeree');
    expect(feuille.mettreEnPage(avec(8, 'justificatif de domicile'))).toBe('serree');
    expect(feuille.mettreEnPage(avec(8, 'bail '.repeat(15)))).toBe('courte');
    expect(papier(avec(8, 'bail '.repeat(15)))).not.toContain(FRANCAIS.dit('feuille.mot-de-passe'));
    expect(papier(avec(4, 'bail'))).toContain(FRANCAIS.dit('feuille.mot-de-passe'));
  });

  it('leave lines to fill by hand when the list is not written, and say when there is nothing to bring', () => {
    expect(papier({ ...pleine, pieces: null }).match(/ligne à remplir/g)).toHaveLength(feuille.LIGNES);
    expect(papier({ ...pleine, pieces: [] })).toContain(FRANCAIS.dit('feuille.rien'));
  });
});

describe('a page', () => {
  it('says once what is to confirm, and what is not written, never a guess', () => {
    const html = fiche({
      ...pleine,
      pieces: null,
      etapes: null,
      canaux: null,
      delai: null,
      recurrence: null,
    });
    expect(html.match(/Pas encore écrit\./g)).toHaveLength(4);
    expect(fiche(pleine).match(/à confirmer<\/span>/g)).toHaveLength(4);
  });

  it('names every source once, with its date and the parts that rest on it', () => {
    const html = fiche(pleine);
    expect(html).toContain('vérifié le 2 novembre 2026\u00a0: À apporter');
    expect(html).toContain('pas encore vérifié\u00a0: Ce qui bloque');
  });
});
