import { describe, expect, it } from 'vitest';
import { ACTIONS, can, ROLES, type Action, type Role } from './role.ts';
import { codes } from './seance.fixture.ts';

const acteur = (...roles: Role[]) => ({ id: 'moi', structureId: 's', serviceId: 'service', roles });
const tout = {
  structureId: 's',
  agentId: 'moi',
  serviceId: 'service',
  animateurId: 'moi',
  classe: 'simple',
  duJour: true,
} as const;
const ailleurs = {
  structureId: 's',
  agentId: 'autre',
  serviceId: 'autre',
  animateurId: 'autre',
  classe: 'sensible',
  duJour: false,
} as const;

/** ✔ everything of the structure, ◐ only what is one’s own, · never (accompagnement §7). */
const TABLE: Record<Action, string> = {
  //                        ecr ben acc coo pre ani fin dpo adm
  ouvrir_seance: '            ◐  ◐  ·  ✔  ·  ·  ·  ·  ·',
  clore_seance: '             ◐  ◐  ·  ✔  ·  ·  ·  ·  ·',
  enregistrer_intervention: ' ✔  ◐  ·  ✔  ·  ·  ·  ·  ·',
  lire_identite: '            ✔  ◐  ·  ·  ·  ·  ·  ·  ·',
  lire_dossier: '             ✔  ◐  ·  ·  ·  ·  ·  ·  ·',
  lire_relances: '            ✔  ◐  ·  ✔  ·  ·  ·  ·  ·',
  noter_demande: '            ✔  ✔  ✔  ✔  ·  ·  ·  ·  ·',
  creer_adressage: '          ✔  ·  ✔  ✔  ◐  ·  ·  ·  ·',
  lire_retour: '              ✔  ·  ·  ·  ◐  ·  ·  ·  ·',
  compter_retours: '          ✔  ·  ·  ✔  ·  ·  ·  ·  ·',
  lire_orientation: '         ✔  ·  ·  ·  ·  ◐  ·  ·  ·',
  repondre_orientation: '     ✔  ·  ·  ·  ·  ◐  ·  ·  ·',
  savoir_orientee: '          ✔  ·  ·  ·  ◐  ·  ·  ·  ·',
  compter_orientations: '     ✔  ·  ·  ✔  ·  ·  ·  ·  ·',
  lire_indicateur_interne: '  ✔  ·  ·  ✔  ·  ◐  ·  ·  ·',
  lire_rapport_publie: '      ✔  ✔  ·  ✔  ·  ·  ✔  ✔  ✔',
  publier_rapport: '          ·  ·  ·  ✔  ·  ·  ·  ·  ·',
  reprendre_fichier: '        ◐  ·  ·  ✔  ·  ·  ·  ·  ·',
  exporter_interventions: '   ◐  ·  ·  ✔  ·  ·  ·  ·  ·',
  lire_journal: '             ·  ·  ·  ·  ·  ·  ·  ✔  ·',
  executer_effacement: '      ·  ·  ·  ·  ·  ·  ·  ✔  ·',
  lire_planning: '            ✔  ✔  ✔  ✔  ·  ·  ·  ·  ✔',
  noter_absence: '            ◐  ◐  ·  ✔  ·  ·  ·  ·  ·',
  gerer_planning: '           ·  ·  ·  ✔  ·  ·  ·  ·  ·',
  gerer_lieux: '              ·  ·  ·  ✔  ·  ·  ·  ·  ✔',
  gerer_comptes: '            ·  ·  ·  ·  ·  ·  ·  ·  ✔',
};

describe('can, the whole table', () => {
  it.each(ACTIONS)('%s', (action) => {
    const seen = ROLES.map((role) => {
      const [own, other] = [can(acteur(role), action, tout).ok, can(acteur(role), action, ailleurs).ok];
      return other ? '✔' : own ? '◐' : '·';
    });
    expect(seen.join('  ')).toBe(TABLE[action].trim());
  });
});

describe('can', () => {
  it('38: never shows a raw figure to a funder, nor an identity to a coordinator', () => {
    expect(codes(can(acteur('financeur'), 'lire_indicateur_interne', tout))).toEqual(['role_insuffisant']);
    expect(codes(can(acteur('coordinateur'), 'lire_identite', tout))).toEqual(['role_insuffisant']);
    expect(codes(can(acteur('coordinateur', 'ecrivain'), 'lire_identite', tout))).toEqual([]);
  });
  it('38: gives another organisation one and the same answer for everything', () => {
    const answers = ACTIONS.flatMap((action) =>
      ROLES.map((role) => JSON.stringify(can(acteur(role), action, { ...tout, structureId: 'autre' }))),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('hors_structure');
  });
  it('says to a volunteer what stops her', () => {
    expect(codes(can(acteur('benevole'), 'enregistrer_intervention', ailleurs))).toEqual([
      'benevole_acte_sensible',
    ]);
  });
});
