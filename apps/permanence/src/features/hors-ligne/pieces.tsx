import type { ReactNode } from 'react';
import { ASSETS } from '../../ui/assets.ts';
import { Bouton } from '../../ui/form.tsx';
import type { Cadre } from '../../ui/layout.tsx';

/** The scripts of the pages without network, each for its own page. */
export type Script =
  'hl-accueil' | 'hl-attente' | 'hl-demarches' | 'hl-diagnostic' | 'hl-mandat' | 'hl-journee';

/** Address of a script as the pages ask for it. */
export function scriptOf(nom: Script, version: string | undefined): string {
  return `${ASSETS}/${nom}.js${version === undefined ? '' : `?v=${version}`}`;
}

const LIENS = [
  ['/', 'Ma journée'],
  ['/accueil', 'Accueil rapide'],
  ['/demarches', 'Démarches'],
  ['/diagnostic', 'Diagnostic'],
  ['/hors-connexion', 'Ce qui attend'],
] as const;

/** The menu of a page that knows no account: the same addresses, which the network answers as soon as it is back. */
export function Entete({ cadre, script }: { cadre: Cadre; script?: Script }): ReactNode {
  return (
    <div className="hors-ligne" data-coquille="">
      <p>
        <strong>Réseau coupé.</strong> Ce que vous saisissez reste chiffré sur ce poste, puis part tout seul.
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

/** The lock of the device: made once, opened again after five minutes without a gesture. */
export function Verrou(): ReactNode {
  return (
    <section className="carte pile" aria-label="Verrou de ce poste" data-verrou="" hidden>
      <div data-verrou-etat="creer" hidden className="pile">
        <h2>Préparer ce poste</h2>
        <p>
          Choisissez un code. Il chiffre ce qui attend ici, et lui seul le rouvre. Après dix erreurs, tout
          s’efface.
        </p>
        <LocalForm geste="creer">
          <Code libelle="Nouveau code, six chiffres au moins" />
          <div className="actions">
            <Bouton icone="protege">Choisir ce code</Bouton>
            <button type="button" className="bouton" data-clef="creer">
              Utiliser ma clé d’accès
            </button>
          </div>
        </LocalForm>
      </div>
      <div data-verrou-etat="pin" hidden className="pile">
        <h2>Ce poste est verrouillé</h2>
        <LocalForm geste="ouvrir">
          <Code libelle="Code de ce poste" />
          <div className="actions">
            <Bouton icone="clef">Déverrouiller</Bouton>
          </div>
        </LocalForm>
      </div>
      <div data-verrou-etat="prf" hidden className="pile">
        <h2>Ce poste est verrouillé</h2>
        <div className="actions">
          <button type="button" className="bouton" data-clef="ouvrir">
            Déverrouiller avec ma clé d’accès
          </button>
        </div>
      </div>
      <p role="status" data-verrou-phrase="" />
    </section>
  );
}

/** Never posted, even if its script failed (`method=dialog` sends nothing): the script reads it. */
function LocalForm({ geste, children }: { geste: 'creer' | 'ouvrir'; children: ReactNode }): ReactNode {
  return (
    <form method="dialog" className="pile" noValidate data-geste={geste}>
      {children}
    </form>
  );
}

function Code({ libelle }: { libelle: string }): ReactNode {
  const id = `code-${libelle.length}`;
  return (
    <div className="champ">
      <label htmlFor={id}>{libelle}</label>
      {/* No name: whatever happens, it is part of no form. */}
      <input
        id={id}
        className="saisie saisie-moyen"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={64}
        data-pin=""
      />
    </div>
  );
}
