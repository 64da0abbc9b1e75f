import type { ReactNode } from 'react';
import { ASSETS } from '../../ui/assets.ts';
import type { Cadre } from '../../ui/layout.tsx';

/** The scripts of the pages without network, each for its own page. */
export type Script =
  | 'hl-accueil'
  | 'hl-attente'
  | 'hl-demarches'
  | 'hl-diagnostic'
  | 'hl-feuille'
  | 'hl-mandat'
  | 'hl-journee'
  | 'hl-perdu';

/** Address of a script as the pages ask for it. */
export function scriptOf(nom: Script, version: string | undefined): string {
  return `${ASSETS}/${nom}.js${version === undefined ? '' : `?v=${version}`}`;
}

/** Pages that the device keeps: the screens of the network, without anything of an account. */
export interface Coquille {
  cadre: Cadre;
}

/** A form of the device is posted by no one: its script seals it. */
export const SANS_OP = (action: string) => ({ action, op: '' });

const LIENS = [
  ['/', 'Ma journée'],
  ['/accueil', 'Accueil rapide'],
  ['/feuille', 'Feuille de séance'],
  ['/demarches', 'Démarches'],
  ['/diagnostic', 'Diagnostic'],
  ['/hors-connexion', 'Ce qui attend'],
] as const;

/** The menu of a page that knows no account: the same addresses, which the network answers as soon as it is back. */
export function Entete({ cadre, script }: { cadre: Cadre; script?: Script }): ReactNode {
  return (
    <div className="hors-ligne" data-coquille="">
      <p>
        <strong data-reseau="">Réseau coupé.</strong> Ce que vous saisissez reste chiffré sur ce poste, puis
        part tout seul.
      </p>
      <nav aria-label="Hors connexion">
        <ul>
          {LIENS.map(([href, libelle]) => (
            <li key={href}>
              <a href={href}>{libelle}</a>
            </li>
          ))}
        </ul>
      </nav>
      {script === undefined ? null : <script src={scriptOf(script, cadre.version)} defer />}
    </div>
  );
}

/** Where a page says what just happened. */
export function Dit(): ReactNode {
  return <p className="avis dit" role="status" data-dit="" hidden />;
}

/** Where the lock of the device stands: made once, opened again after five minutes without a gesture. Its script fills it. */
export function Verrou(): ReactNode {
  return <section className="carte pile" aria-label="Verrou de ce poste" data-verrou="" hidden />;
}
