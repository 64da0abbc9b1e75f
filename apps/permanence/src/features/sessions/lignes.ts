import type { Session } from '../../domain/sessions.ts';
import { momentEnMots } from '../../server/heure.ts';
import type { LigneSession } from './view.tsx';

const APPAREILS: Readonly<Record<string, string>> = {
  mobile: 'Téléphone ou tablette',
  ordinateur: 'Ordinateur',
};

/** Sessions as a screen says them: no address and no name of a browser. */
export function toLignes(sessions: readonly Session[], zone: string, celleCi: string): LigneSession[] {
  return sessions.map(({ id, appareil, ouverteLe, vueLe }) => ({
    id,
    appareil: APPAREILS[appareil ?? ''] ?? 'Appareil inconnu',
    ouverte: `le ${momentEnMots(ouverteLe, zone)}`,
    vue: `le ${momentEnMots(vueLe, zone)}`,
    celleCi: id === celleCi,
  }));
}
