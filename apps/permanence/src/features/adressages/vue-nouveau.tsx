import type { ReactNode } from 'react';
import {
  Bouton,
  Case,
  Champ,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { LANGUES_ADRESSAGE, PERIMETRES } from './libelles.ts';
import type { ValeursAdressage } from './saisie.ts';

export interface NouveauProps {
  cadre: Cadre;
  envoi: Envoi;
  valeurs: ValeursAdressage;
  /** Empty for who sends for their own service. */
  services: readonly Choix[];
  erreurs?: readonly Erreur[];
  /** What the package warns about: shown once, the next sending passes. */
  avertissements?: readonly string[];
}

/** Sends a person to the writers. Posts the fields of `saisie.ts`, and `vu` once a warning was seen. */
export function NouveauView(props: NouveauProps): ReactNode {
  const { valeurs: v, erreurs = [], avertissements = [], envoi } = props;
  const caches = avertissements.length > 0 ? { vu: 'oui' } : {};
  return (
    <Page
      cadre={props.cadre}
      titre="Adresser une personne"
      chapeau="Le strict nécessaire, avec son accord. Tout est effacé après quatre-vingt-dix jours sans suite."
      erreurs={erreurs}
    >
      <Formulaire envoi={{ ...envoi, caches }}>
        {props.services.length === 0 ? null : (
          <Liste
            nom="service"
            libelle="Service qui adresse"
            vide="Choisir un service"
            choix={props.services}
            valeur={v.service}
            erreurs={erreurs}
          />
        )}
        <Puces
          nom="perimetre"
          legende={'De quoi s’agit-il\u00a0?'}
          choix={PERIMETRES}
          valeur={v.perimetre}
          erreurs={erreurs}
        />
        <Puces
          nom="par"
          legende={'Comment la retrouver\u00a0?'}
          choix={[
            { code: 'telephone', libelle: 'Prénom et téléphone', aide: 'on l’appelle' },
            { code: 'fiche', libelle: 'Fiche à quatre chiffres', aide: 'elle la montre en venant' },
          ]}
          valeur={v.par ?? 'telephone'}
          erreurs={erreurs}
        />
        <div className="duo">
          <Champ
            nom="prenom"
            libelle="Prénom"
            aide="Le prénom seul. Rien avec une fiche."
            valeur={v.prenom}
            erreurs={erreurs}
            attributs={{ maxLength: 60 }}
          />
          <Champ
            nom="telephone"
            libelle="Téléphone"
            aide="Rien avec une fiche."
            valeur={v.telephone}
            erreurs={erreurs}
            attributs={{ type: 'tel', maxLength: 20 }}
          />
        </div>
        <Case nom="urgence" libelle="C’est urgent" cochee={v.urgence === 'oui'} />
        <div className="duo">
          <Champ
            nom="echeance"
            libelle={'Avant quel jour\u00a0?'}
            facultatif
            valeur={v.echeance}
            erreurs={erreurs}
            taille="court"
            attributs={{ type: 'date' }}
          />
          <Liste
            nom="langue"
            libelle="Langue de la personne"
            choix={LANGUES_ADRESSAGE}
            valeur={v.langue ?? 'non_demande'}
          />
        </div>
        <Champ
          nom="note"
          libelle="Un mot pour l’écrivain"
          facultatif
          aide="140 signes au plus. Ni santé, ni numéro, ni mot de passe."
          valeur={v.note}
          erreurs={erreurs}
          taille="plein"
          attributs={{ maxLength: 140 }}
        />
        {avertissements.length === 0 ? null : (
          <Avis nature="pas" titre="À relire avant d’envoyer">
            {avertissements.map((phrase) => (
              <p key={phrase}>{phrase}</p>
            ))}
            <p>Corrigez, ou envoyez tel quel si c’est nécessaire.</p>
          </Avis>
        )}
        <Case
          nom="accord"
          libelle="La personne est d’accord pour que je transmette cela."
          demandee
          cochee={v.accord === 'oui'}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">Envoyer</Bouton>
          <LienBouton href="/adressages" nature="discret">
            Revenir sans envoyer
          </LienBouton>
        </div>
      </Formulaire>
    </Page>
  );
}
