import type { ReactNode } from 'react';
import { Bouton, Formulaire, LienBouton, type Envoi, type Erreur } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { Corps, type CorpsProps, Fait } from './vue-corps.tsx';

/** Who reads a report, in words. */
export const LECTEURS: Readonly<Record<string, { nom: string; article: string }>> = {
  funder: { nom: 'Financeurs', article: 'les financeurs' },
  open: { nom: 'Tout le monde', article: 'tout le monde, en données ouvertes' },
  internal: { nom: 'L’équipe', article: 'l’équipe' },
};

export interface RapportProps {
  cadre: Cadre;
  structure: string;
  /** « Juillet à septembre 2026 ». */
  periode: string;
  jours: string;
  lecteurs: string;
  etabliLe: string;
  norme: string;
  hash: string;
  corps: CorpsProps;
  /** Absent while the report is a draft. */
  fige?: { verification: string; json: string; completees: number; publique?: string };
  brouillon?: { envoi: Envoi; avance?: boolean };
  fait?: string;
  erreurs?: readonly Erreur[];
}

export function RapportView(props: RapportProps): ReactNode {
  const { fige, brouillon } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={props.periode.charAt(0).toLocaleUpperCase('fr') + props.periode.slice(1)}
      onglet={`Rapport, ${props.periode}`}
      surtitre={
        brouillon === undefined ? `Rapport, ${props.structure}` : `Projet de rapport, ${props.structure}`
      }
      erreurs={props.erreurs ?? []}
      large
    >
      <div className="rapport">
        <div className="rapport-pages">
          {props.fait === undefined ? null : (
            <Avis nature="fait">
              <p>{props.fait}</p>
            </Avis>
          )}
          <dl className="faits">
            <Fait nom="Période" valeur={props.jours} />
            <Fait nom="Pour" valeur={props.lecteurs} />
            <Fait nom={brouillon === undefined ? 'Établi le' : 'Calculé le'} valeur={props.etabliLe} />
          </dl>
          {brouillon === undefined ? null : <Decision {...brouillon} lecteurs={props.lecteurs} />}
          {fige === undefined ? null : (
            <div className="actions">
              <button type="button" className="bouton si-js" data-imprimer="">
                <Icone nom="imprimer" />
                Imprimer
              </button>
              <LienBouton href={fige.verification} icone="protege">
                Vérifier ce rapport
              </LienBouton>
              {fige.publique === undefined ? null : (
                <LienBouton href={fige.publique} nature="discret">
                  Voir la page publique
                </LienBouton>
              )}
            </div>
          )}
          <Corps {...props.corps} />
          {fige === undefined ? null : (
            <Signature {...fige} hash={props.hash} norme={props.norme} etabliLe={props.etabliLe} />
          )}
        </div>
        {fige === undefined ? null : <PiedImprime {...props} />}
      </div>
    </Page>
  );
}

function Decision({
  envoi,
  lecteurs,
}: NonNullable<RapportProps['brouillon']> & { lecteurs: string }): ReactNode {
  return (
    <Formulaire envoi={envoi} className="avis avis-pas rapport-decision">
      <Icone nom="info" />
      <div>
        <h2>C’est encore un projet</h2>
        <p>
          Seule la coordination le voit. Lisez-le comme le liront {lecteurs.toLocaleLowerCase('fr')}. Une fois
          figé, il ne change plus et ne se retire plus.
        </p>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur="figer" icone="protege">
            Figer le rapport
          </Bouton>
          <Bouton nature="discret" nom="etape" valeur="abandonner">
            Abandonner ce projet
          </Bouton>
        </div>
      </div>
    </Formulaire>
  );
}

const courte = (hash: string): string => hash.replace('sha256:', '').slice(0, 12);

function Signature(
  props: NonNullable<RapportProps['fige']> & { hash: string; norme: string; etabliLe: string },
): ReactNode {
  return (
    <section className="rapport-signature" aria-labelledby="empreinte">
      <h2 id="empreinte">
        Empreinte du rapport&nbsp;: <code>{courte(props.hash)}</code>
      </h2>
      <p>
        Un seul signe changé dans ce rapport donnerait une autre empreinte. La voici entière&nbsp;:{' '}
        <code className="adresse">{props.hash}</code>
      </p>
      <p className="doux">
        Établi le {props.etabliLe}, norme {props.norme}.{' '}
        {props.completees === 0
          ? 'Aucune période publiée n’a été complétée depuis.'
          : props.completees === 1
            ? 'Une période publiée a été complétée depuis par des fiches tardives. Son rapport reste ce qu’il était.'
            : `${props.completees} périodes publiées ont été complétées depuis par des fiches tardives. Leurs rapports restent ce qu’ils étaient.`}
      </p>
      <p className="ecran">
        <a href={props.verification}>Vérifier ce rapport</a>
        {' · '}
        <a href={props.json} download>
          Le rapport entier, avec ses preuves (JSON)
        </a>
      </p>
    </section>
  );
}

/** Repeated by the browser at the foot of every printed page. */
function PiedImprime({ structure, periode, hash }: RapportProps): ReactNode {
  return (
    <div className="rapport-pied" aria-hidden="true">
      <p>
        {structure}, {periode}. Empreinte {hash}
      </p>
    </div>
  );
}
