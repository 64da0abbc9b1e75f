import type { ReactNode } from 'react';
import {
  Bouton,
  Champ,
  Formulaire,
  LienBouton,
  Liste,
  Puces,
  type Choix,
  type Envoi,
  type Erreur,
} from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';

export interface PreparerProps {
  cadre: Cadre;
  envoi: Envoi;
  periodes: readonly Choix[];
  mois: readonly Choix[];
  financements: readonly Choix[];
  /** The structure and the réseau that it leads; empty when it leads none. */
  perimetres?: readonly Choix[];
  valeurs: Readonly<
    Partial<Record<'perimetre' | 'periode' | 'de' | 'a' | 'audience' | 'financement', string>>
  >;
  erreurs?: readonly Erreur[];
}

const AUDIENCES: readonly Choix[] = [
  { code: 'funder', libelle: 'Les financeurs', aide: 'Ils le lisent avec leur compte' },
  { code: 'open', libelle: 'Tout le monde', aide: 'Données ouvertes, protégées davantage' },
  { code: 'internal', libelle: 'L’équipe', aide: 'Les comptes de la structure' },
];

export function PreparerView(props: PreparerProps): ReactNode {
  const { valeurs, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Préparer un rapport"
      surtitre="Rapports"
      chapeau="Vous relirez le projet avant de le figer."
      erreurs={erreurs}
    >
      <Formulaire envoi={props.envoi}>
        {props.perimetres === undefined || props.perimetres.length === 0 ? null : (
          <Puces
            nom="perimetre"
            legende="De qui&nbsp;?"
            choix={props.perimetres}
            valeur={valeurs.perimetre}
            erreurs={erreurs}
          />
        )}
        <Puces
          nom="periode"
          legende="Quels mois&nbsp;?"
          choix={props.periodes}
          valeur={valeurs.periode}
          ouvre={{ autre: 'jours' }}
          erreurs={erreurs}
        />
        <div className="duo" data-volet="jours">
          <Liste nom="de" libelle="Du début de" choix={props.mois} valeur={valeurs.de} erreurs={erreurs} />
          <Liste nom="a" libelle="À la fin de" choix={props.mois} valeur={valeurs.a} erreurs={erreurs} />
        </div>
        <Puces
          nom="audience"
          legende="Qui le lira&nbsp;?"
          choix={AUDIENCES}
          valeur={valeurs.audience}
          erreurs={erreurs}
        />
        <Liste
          nom="financement"
          libelle="Coût d’une intervention"
          aide="Calculé seulement si le financement couvre exactement les mêmes jours."
          choix={props.financements}
          vide="Sans le coût"
          valeur={valeurs.financement}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">Voir le projet</Bouton>
          <LienBouton href="/rapports/financement" nature="discret">
            Noter un financement
          </LienBouton>
        </div>
      </Formulaire>
    </Page>
  );
}

export interface FinancementProps {
  cadre: Cadre;
  envoi: Envoi;
  valeurs: Readonly<
    Partial<Record<'financeur' | 'convention' | 'avenant' | 'du' | 'au' | 'montant' | 'part', string>>
  >;
  erreurs?: readonly Erreur[];
}

export function FinancementView({ cadre, envoi, valeurs, erreurs = [] }: FinancementProps): ReactNode {
  return (
    <Page
      cadre={cadre}
      titre="Noter un financement"
      surtitre="Rapports"
      chapeau={'Une seule fois. Un changement est un avenant\u00a0: une autre ligne.'}
      erreurs={erreurs}
    >
      <Formulaire envoi={envoi} tout="demande">
        <Champ nom="financeur" libelle="Financeur" valeur={valeurs.financeur} erreurs={erreurs} />
        <div className="duo">
          <Champ
            nom="convention"
            libelle="Numéro de convention"
            valeur={valeurs.convention}
            erreurs={erreurs}
          />
          <Champ
            nom="avenant"
            libelle="Avenant"
            aide="0 pour la convention elle-même."
            taille="court"
            valeur={valeurs.avenant ?? '0'}
            erreurs={erreurs}
            attributs={{ inputMode: 'numeric' }}
          />
        </div>
        <div className="duo">
          <Champ
            nom="du"
            libelle="Premier jour"
            valeur={valeurs.du}
            erreurs={erreurs}
            attributs={{ type: 'date' }}
          />
          <Champ
            nom="au"
            libelle="Dernier jour"
            valeur={valeurs.au}
            erreurs={erreurs}
            attributs={{ type: 'date' }}
          />
        </div>
        <div className="duo">
          <Champ
            nom="montant"
            libelle="Montant en euros"
            aide="Ce que ce financeur verse pour ces jours."
            valeur={valeurs.montant}
            erreurs={erreurs}
            attributs={{ inputMode: 'decimal' }}
          />
          <Champ
            nom="part"
            libelle="Sa part du coût total"
            aide="Une fraction ou un pourcentage&nbsp;: 1/2, 80&nbsp;%. Seul, il paie 1/1."
            taille="court"
            valeur={valeurs.part ?? '1/1'}
            erreurs={erreurs}
          />
        </div>
        <div className="actions">
          <Bouton nature="premier">Garder ce financement</Bouton>
          <LienBouton href="/rapports/preparer" nature="discret">
            Revenir
          </LienBouton>
        </div>
      </Formulaire>
    </Page>
  );
}
