import type { ReactNode } from 'react';

/** The entries of the menu; an account sees those that its roles open. */
export type LienNav =
  | 'journee'
  | 'accueil'
  | 'personnes'
  | 'relances'
  | 'orientation'
  | 'demarches'
  | 'diagnostic'
  | 'feuille'
  | 'adressages'
  | 'planning'
  | 'blocages'
  | 'tableau'
  | 'rapports'
  | 'reseau'
  | 'imports'
  | 'conservation'
  | 'journal'
  | 'administration'
  | 'horsConnexion'
  | 'affichage'
  | 'aide';

interface Entree {
  href: string;
  libelle: string;
  touches?: string;
}

export const nav: Readonly<Record<LienNav, Entree>> = {
  journee: { href: '/', libelle: 'Ma journée' },
  accueil: { href: '/accueil', libelle: 'Accueil rapide' },
  personnes: { href: '/personnes', libelle: 'Personnes' },
  relances: { href: '/relances', libelle: 'Relances' },
  orientation: { href: '/orientation', libelle: 'Orientation' },
  demarches: { href: '/demarches', libelle: 'Démarches', touches: 'Control+K Meta+K' },
  diagnostic: { href: '/diagnostic', libelle: 'Diagnostic' },
  feuille: { href: '/feuille', libelle: 'Feuille de séance' },
  adressages: { href: '/adressages', libelle: 'Adressages' },
  planning: { href: '/planning', libelle: 'Planning' },
  blocages: { href: '/blocages', libelle: 'Blocages' },
  tableau: { href: '/tableau', libelle: 'Tableau de bord' },
  rapports: { href: '/rapports', libelle: 'Rapports' },
  reseau: { href: '/reseau', libelle: 'Réseau' },
  imports: { href: '/imports', libelle: 'Imports' },
  conservation: { href: '/conservation', libelle: 'Droits et conservation' },
  journal: { href: '/journal', libelle: 'Journal' },
  administration: { href: '/administration', libelle: 'Administration' },
  horsConnexion: { href: '/hors-connexion', libelle: 'Hors connexion' },
  affichage: { href: '/affichage', libelle: 'Affichage et langue' },
  aide: { href: '/aide', libelle: 'Aide' },
};

/** Entries in sight; the others wait under « Plus », so that the row stays one line at a desk. */
const EN_VUE = 5;
/** A « Plus » that hides one entry only would cost a gesture and save no room. */
const PLUS_MIN = 2;

/** The menu of an account: its first entries in a row, the others one gesture away, without script. */
export function Menu({ liens, chemin }: { liens: readonly LienNav[]; chemin: string }): ReactNode {
  const coupe = liens.length <= EN_VUE ? liens.length : Math.min(EN_VUE, liens.length - PLUS_MIN);
  const plus = liens.slice(coupe);
  return (
    <nav aria-label="Principal">
      <ul className="nav">
        {liens.slice(0, coupe).map((lien) => (
          <Lien key={lien} lien={lien} chemin={chemin} />
        ))}
        {plus.length === 0 ? null : (
          <li className="plus">
            <details>
              <summary>
                {plus.some((lien) => nav[lien].href === chemin) ? <strong>Plus</strong> : 'Plus'}
              </summary>
              <ul>
                {plus.map((lien) => (
                  <Lien key={lien} lien={lien} chemin={chemin} />
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Lien({ lien, chemin }: { lien: LienNav; chemin: string }): ReactNode {
  const { href, libelle, touches } = nav[lien];
  return (
    <li>
      <a
        href={href}
        aria-current={href === chemin ? 'page' : undefined}
        aria-keyshortcuts={touches}
        data-raccourci={touches === undefined ? undefined : ''}
      >
        {libelle}
      </a>
    </li>
  );
}
