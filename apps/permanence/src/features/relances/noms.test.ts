import { expect, it } from 'vitest';
import { nameLignes, type LigneRelance } from './view.tsx';

const ligne = (over: Partial<LigneRelance> = {}): LigneRelance => ({
  suiviId: 's',
  demarche: 'Demande de RSA',
  quand: 'depuis le 20 novembre',
  aFaire: 'Papier attendu',
  qui: 'A. B.',
  gestes: 'tous',
  ...over,
});

it('gives each line a name of its own: what is to do, then a rank, only where it is needed', () => {
  const lignes = [
    ligne(),
    ligne({ aFaire: 'Réponse attendue' }),
    ligne({ aFaire: 'Réponse attendue' }),
    ligne({ qui: null, aFaire: null }),
    ligne({ qui: 'C. D.' }),
  ];
  const noms = [...nameLignes(lignes).values()];
  expect(noms).toEqual([
    'Demande de RSA, A. B., depuis le 20 novembre, Papier attendu',
    'Demande de RSA, A. B., depuis le 20 novembre, Réponse attendue, 1 sur 2',
    'Demande de RSA, A. B., depuis le 20 novembre, Réponse attendue, 2 sur 2',
    'Demande de RSA, depuis le 20 novembre',
    'Demande de RSA, C. D., depuis le 20 novembre',
  ]);
  expect(new Set(noms).size).toBe(lignes.length);
});
