import type { ReactNode } from 'react';
import { may } from '../../server/acces.ts';
import type { Visiteur } from '../../server/contexte.ts';
import type { Erreur } from '../../ui/form.tsx';
import { Avis, type Cadre, Fait, Page } from '../../ui/layout.tsx';

export type Onglet = 'comptes' | 'lieux' | 'services' | 'structure' | 'charte' | 'rdvsp' | 'lieuxPublics';

const ONGLETS: Readonly<Record<Onglet, { href: string; libelle: string }>> = {
  comptes: { href: '/administration', libelle: 'Comptes' },
  lieux: { href: '/administration/lieux', libelle: 'Lieux' },
  services: { href: '/administration/services', libelle: 'Services' },
  structure: { href: '/administration/structure', libelle: 'Structure' },
  charte: { href: '/administration/charte', libelle: 'Charte' },
  lieuxPublics: { href: '/lieux-publics', libelle: 'Lieux publics' },
  rdvsp: { href: '/administration/rdv-service-public', libelle: 'RDV Service Public' },
};

/** The parts of the administration that an account opens. */
export function ongletsOf(visiteur: Visiteur): readonly Onglet[] {
  if (may(visiteur, 'gerer_comptes'))
    return ['comptes', 'lieux', 'services', 'structure', 'charte', 'rdvsp', 'lieuxPublics'];
  return may(visiteur, 'gerer_lieux') ? ['lieux', 'lieuxPublics'] : [];
}

export interface PropsAdministration {
  cadre: Cadre;
  onglets: readonly Onglet[];
  fait?: string;
  erreurs?: readonly Erreur[];
}

interface Copie {
  titre: string;
  libelle: string;
  valeur: string;
  dit: string;
}

/** A page of the administration: its parts above, then its own matter. */
export function PageAdministration(
  props: PropsAdministration & {
    ici: Onglet;
    titre: string;
    onglet?: string;
    chapeau?: ReactNode;
    /** What the last gesture made, to be taken away now. */
    copie?: Copie;
    children: ReactNode;
  },
): ReactNode {
  const { onglets, ici, copie } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={props.titre}
      onglet={`Administration\u00a0: ${props.onglet ?? props.titre}`}
      surtitre="Administration"
      {...(props.chapeau === undefined ? {} : { chapeau: props.chapeau })}
      erreurs={props.erreurs ?? []}
    >
      {onglets.length < 2 ? null : (
        <nav aria-label="Administration">
          <ul className="onglets">
            {onglets.map((un) => (
              <li key={un}>
                <a href={ONGLETS[un].href} aria-current={un === ici ? 'page' : undefined}>
                  {ONGLETS[un].libelle}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {copie === undefined ? <Fait phrase={props.fait} /> : <ACopier {...copie} />}
      {props.children}
    </Page>
  );
}

/** Shown once, and chosen whole as the page opens: one gesture copies it. */
function ACopier({ titre, libelle, valeur, dit }: Copie): ReactNode {
  return (
    <Avis nature="pas" icone="clef" titre={titre}>
      <label className="invisible" htmlFor="a-copier">
        {libelle}
      </label>
      <textarea
        id="a-copier"
        className="saisie lien-unique"
        rows={3}
        readOnly
        spellCheck={false}
        data-focus=""
        defaultValue={valeur}
      />
      <p>{dit}</p>
    </Avis>
  );
}
