import { describe, expect, it } from 'vitest';
import { annulerImport, confirmImport, detectColonnes, importCoop, importTableur } from './imports.ts';
import { ROLES, type Role } from './role.ts';
import { evolve, type EtatSeance } from './seance.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('who imports', () => {
  const fichier = bytes('Date;Durée;Thème\n23/11/2026;30;Courriel\n');
  const projet = detectColonnes(['Date', 'Durée', 'Thème'], []).mapping;
  const base = { maintenant: '2026-11-23T18:00:00.000Z', lieuParDefaut: 'lieu-1' };
  const acteur = (...roles: Role[]) => ({ id: 'moi', structureId: 's', roles });

  it('is a writer for herself, a coordinator for anybody, and nobody else', async () => {
    for (const role of ROLES)
      for (const agentId of ['moi', 'autre']) {
        const options = { ...base, acteur: acteur(role), agentId };
        const r = await importTableur(fichier, projet, options);
        const may = role === 'coordinateur' || (role === 'ecrivain' && agentId === 'moi');
        expect([role, agentId, r.resume.pretes, r.issues.map(({ code }) => code)]).toEqual(
          may ? [role, agentId, 1, []] : [role, agentId, 0, ['role_insuffisant']],
        );
        if (!may) expect(() => confirmImport(r, options)).toThrow(RangeError);
      }
    const coop = await importCoop(fichier, { ...base, acteur: acteur('financeur') });
    expect(coop.issues.map(({ code }) => code)).toEqual(['role_insuffisant']);
  });

  it('undoes it within a day: cancelled, never removed, and twice is once', async () => {
    const options = { ...base, acteur: acteur('ecrivain') };
    const events = confirmImport(await importTableur(fichier, projet, options), options);
    const lignes = events.flatMap((e) =>
      e.type === 'InterventionEnregistree'
        ? [{ interventionId: e.donnees.intervention.id, seanceId: e.seanceId }]
        : [],
    );
    const undo = annulerImport(lignes, { ...options, confirmeLe: base.maintenant });
    if (!undo.ok) throw new Error('refused');
    const folded = [...events, ...undo.value, ...undo.value].reduce<EtatSeance | null>(evolve, null);
    expect(Object.values(folded?.interventions ?? {}).map((i) => i.annulee?.motif)).toEqual([
      'erreur_saisie',
    ]);
    const late = annulerImport(lignes, { ...options, confirmeLe: '2026-11-22T17:59:59.000Z' });
    expect(late.ok ? [] : late.motifs.map(({ code }) => code)).toEqual(['delai_passe']);
    const other = annulerImport(lignes, { ...options, acteur: acteur('dpo'), confirmeLe: base.maintenant });
    expect(other.ok ? [] : other.motifs.map(({ code }) => code)).toEqual(['role_insuffisant']);
  });
});
