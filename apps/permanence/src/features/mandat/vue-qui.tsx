import type { ReactNode } from 'react';
import { Bouton, Case, Champ, type Choix, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis } from '../../ui/layout.tsx';
import { type EtapeProps, PageEtape, Suite } from './etape.tsx';
import { Signataire, type ValeursSignataire } from './signataire.tsx';

export interface MandatQuiProps extends EtapeProps {
  valeurs: {
    prenom?: string;
    nom?: string;
    anneeNaissance?: string;
    /** Civil date, shown only once it is needed. */
    naissance?: string;
    identiteVerifiee?: string;
  } & ValeursSignataire;
  capacites: readonly Choix[];
  constituants: readonly Choix[];
  /** The person of a renewed mandate: her name is not typed again. */
  connue?: string;
  /** Nobody knows yet whether a measure is in force: the mandate cannot be accepted now. */
  attente?: boolean;
}

/** Who gives the mandate. Posts `etape=qui`, `etape=quand-meme` (capacity unknown) or `etape=ensemble`. */
export function MandatQuiView(props: MandatQuiProps): ReactNode {
  const { erreurs = [] } = props;
  return (
    <PageEtape
      {...props}
      rang={1}
      titre="Qui donne le mandat&nbsp;?"
      chapeau="Le nom reste chiffré dans votre structure. Il n’apparaît dans aucun chiffre."
    >
      <Formulaire envoi={props.envoi} tout="demande">
        {props.attente === true ? (
          <Avis nature="pas" titre="Ce mandat devra attendre">
            <p>
              Tant que vous ne savez pas si une mesure est en cours, il ne peut pas être accepté. Demandez à
              la personne, ou à qui l’accompagne.
            </p>
            <p>En attendant, faites avec elle&nbsp;: elle tape, vous guidez.</p>
          </Avis>
        ) : null}
        <div className="carte">
          {props.connue === undefined ? <Identite {...props} /> : <Connue {...props} nom={props.connue} />}
        </div>
        <div className="carte">
          <Signataire
            {...props}
            erreurs={erreurs}
            aide="La raison de la mesure n’est jamais demandée ni notée."
          />
        </div>
        {props.attente === true ? (
          <div className="actions">
            <Bouton nature="premier" nom="etape" valeur="ensemble">
              Nous faisons ensemble
              <Icone nom="fleche" />
            </Bouton>
            <Bouton nom="etape" valeur="qui">
              J’ai la réponse
            </Bouton>
            <Bouton nature="discret" nom="etape" valeur="quand-meme">
              Préparer quand même
            </Bouton>
            <LienBouton href={props.retour} nature="discret">
              Pas maintenant
            </LienBouton>
          </div>
        ) : (
          <Suite etape="qui" libelle="Continuer" retour={props.retour} />
        )}
      </Formulaire>
    </PageEtape>
  );
}

function Identite({ valeurs, erreurs = [] }: MandatQuiProps): ReactNode {
  return (
    <>
      <div className="duo">
        <Champ
          nom="prenom"
          libelle="Prénom"
          valeur={valeurs.prenom}
          erreurs={erreurs}
          attributs={{ maxLength: 80 }}
        />
        <Champ nom="nom" libelle="Nom" valeur={valeurs.nom} erreurs={erreurs} attributs={{ maxLength: 80 }} />
      </div>
      <Champ
        nom="anneeNaissance"
        libelle="Année de naissance"
        aide="Quatre chiffres. Le jour et le mois ne sont demandés qu’avant 18 ans."
        valeur={valeurs.anneeNaissance}
        taille="court"
        erreurs={erreurs}
        attributs={{ inputMode: 'numeric', maxLength: 4 }}
      />
      <Naissance valeurs={valeurs} erreurs={erreurs} />
    </>
  );
}

/** Asked only once the year leaves a doubt. */
function Naissance({ valeurs, erreurs = [] }: Pick<MandatQuiProps, 'valeurs' | 'erreurs'>): ReactNode {
  if (valeurs.naissance === undefined && erreurs.every(({ champ }) => champ !== 'naissance')) return null;
  return (
    <Champ
      nom="naissance"
      libelle="Date de naissance"
      aide="Avant 18 ans, un parent signe, sauf pour une démarche ouverte à son âge."
      valeur={valeurs.naissance}
      taille="moyen"
      erreurs={erreurs}
      attributs={{ type: 'date' }}
    />
  );
}

function Connue({ nom, valeurs, erreurs = [] }: MandatQuiProps & { nom: string }): ReactNode {
  const tardif =
    erreurs.some(({ champ }) => champ === 'identiteVerifiee') || valeurs.identiteVerifiee === 'oui';
  return (
    <>
      <div>
        <p className="doux">Renouvellement du mandat de</p>
        <p>
          <strong>{nom}</strong>
        </p>
      </div>
      <Naissance valeurs={valeurs} erreurs={erreurs} />
      {tardif ? (
        <Case
          nom="identiteVerifiee"
          libelle="J’ai vérifié son identité aujourd’hui"
          demandee
          aide="L’ancien mandat est fini depuis plus d’un an."
          cochee={valeurs.identiteVerifiee === 'oui'}
          erreurs={erreurs}
        />
      ) : null}
    </>
  );
}
