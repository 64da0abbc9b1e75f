import type { ReactNode } from 'react';
import { Bouton, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import type { EtatPersonnel } from '../../domain/code-personnel.ts';
import { type Cadre, Fait, Page } from '../../ui/layout.tsx';
import { AjouterCle } from '../connexion/cle.tsx';
import { ChampCode } from '../connexion/vue-code.tsx';
import { Personnel } from './vue-personnel.tsx';

/** One passkey, in words. */
interface LigneCle {
  id: string;
  sorte: string;
  ajoutee: string;
}

export interface AccesProps {
  cadre: Cadre;
  erreurs?: readonly Erreur[];
  fait?: string;
  envois: {
    cles: Envoi;
    personnel: Envoi;
    codes: Envoi;
    application: Envoi;
    oter: Envoi;
    delier: Envoi;
  };
  cles: readonly LigneCle[];
  personnel: EtatPersonnel;
  /** Printed codes left; null when none was ever made. */
  codes: number | null;
  application: boolean;
  /** The other house that may open the account, if one is set up. */
  externe?: { nom: string; lien: string; identites: readonly { id: string; liee: string }[] };
}

/** « Mes moyens d’accès »: all that opens one’s own account. */
export function AccesView(props: AccesProps): ReactNode {
  const { envois, cles, codes, externe } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Mes moyens d’accès"
      chapeau={
        'Gardez-en deux\u00a0: si l’un se perd, l’autre ouvre votre compte. Il n’y a pas de mot de passe.'
      }
      erreurs={props.erreurs ?? []}
    >
      <Fait phrase={props.fait} />
      <section className="pile-serree">
        <h2>Clés d’accès</h2>
        <Cles cles={cles} envoi={envois.cles} />
        <AjouterCle />
      </section>
      <section className="pile-serree">
        <h2>Codes imprimés</h2>
        <p>
          Pour un poste partagé, sans téléphone. Chaque code sert une fois, avec votre code personnel.{' '}
          <strong>{restants(codes)}</strong>
        </p>
        <Formulaire envoi={envois.codes} className="actions">
          <Bouton nature="premier" icone="imprimer">
            {codes === null ? 'Faire dix codes' : 'Faire dix nouveaux codes'}
          </Bouton>
        </Formulaire>
        {codes === null ? null : <p className="doux petit">Les nouveaux remplacent les anciens.</p>}
      </section>
      <section className="pile-serree">
        <h2>Application de codes</h2>
        <p>
          {props.application
            ? 'Une application affiche six chiffres pour ce compte.'
            : 'Sur votre téléphone, une application affiche six chiffres qui changent toutes les trente secondes.'}
        </p>
        <div className="actions">
          <Formulaire envoi={envois.application} className="">
            <Bouton>
              {props.application ? 'Changer d’application' : 'Ajouter une application de codes'}
            </Bouton>
          </Formulaire>
          {props.application ? (
            <Formulaire envoi={envois.oter} className="">
              <Bouton nature="discret">Retirer</Bouton>
            </Formulaire>
          ) : null}
        </div>
      </section>
      {props.personnel === 'aucun' && codes === null && !props.application ? null : (
        <Personnel etat={props.personnel} envoi={envois.personnel} />
      )}
      {externe === undefined ? null : <Externe externe={externe} delier={envois.delier} />}
      <p className="doux">
        <a href="/sessions">Voir où mon compte est ouvert</a>
      </p>
    </Page>
  );
}

function Externe(props: { externe: NonNullable<AccesProps['externe']>; delier: Envoi }): ReactNode {
  const { nom, lien, identites } = props.externe;
  return (
    <section className="pile-serree">
      <h2>{nom}</h2>
      {identites.length === 0 ? (
        <p>Liez-le une fois&nbsp;: il ouvrira ensuite ce compte, avec un code ou une clé s’il le faut.</p>
      ) : (
        <Formulaire envoi={props.delier} className="">
          <ul className="fil">
            {identites.map(({ id, liee }) => (
              <li key={id} className="ligne-action">
                <p>Identité liée {liee}</p>
                <Bouton nature="discret" nom="identite" valeur={id}>
                  Retirer<span className="invisible"> l’identité liée {liee}</span>
                </Bouton>
              </li>
            ))}
          </ul>
        </Formulaire>
      )}
      <div className="actions">
        <LienBouton href={lien}>
          {identites.length === 0 ? `Lier ${nom}` : 'Lier une autre identité'}
        </LienBouton>
      </div>
    </section>
  );
}

/** Keys one by one, each with what takes it away. */
function Cles({ cles, envoi }: { cles: readonly LigneCle[]; envoi: Envoi }): ReactNode {
  if (cles.length === 0) return <p>Aucune clé pour l’instant.</p>;
  return (
    <Formulaire envoi={envoi} className="">
      <ul className="fil">
        {cles.map(({ id, sorte, ajoutee }) => (
          <li key={id} className="ligne-action">
            <p>
              {sorte}, ajoutée {ajoutee}
            </p>
            <Bouton nature="discret" nom="cle" valeur={id}>
              Retirer<span className="invisible"> la clé ajoutée {ajoutee}</span>
            </Bouton>
          </li>
        ))}
      </ul>
    </Formulaire>
  );
}

function restants(codes: number | null): string {
  if (codes === null) return 'Vous n’en avez pas encore.';
  return codes === 0
    ? 'Il n’en reste aucun.'
    : codes === 1
      ? 'Il en reste un\u00a0: faites-en d’autres.'
      : `Il en reste ${codes}.`;
}

/** The ten codes, on the one page that ever shows them. */
export function CodesView(props: {
  cadre: Cadre;
  adresse: string;
  identifiant: string;
  codes: readonly string[];
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Vos dix codes"
      chapeau={'Imprimez-les ou recopiez-les maintenant\u00a0: cette page ne les montrera plus.'}
    >
      <section className="carte pile-serree codes">
        <p>
          Adresse&nbsp;: <strong className="secret">{props.adresse}</strong>
          <br />
          Identifiant&nbsp;: <strong>{props.identifiant}</strong>
        </p>
        <ol className="codes-liste">
          {props.codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p className="petit">
          Chacun sert une fois, avec votre code personnel&nbsp;: barrez-le. Gardez cette feuille sur vous,
          loin de l’ordinateur. Perdue&nbsp;? Faites-en une autre, celle-ci ne vaudra plus rien.
        </p>
      </section>
      <div className="actions">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <LienBouton href="/acces">C’est fait</LienBouton>
      </div>
    </Page>
  );
}

/** The secret of an application, as a picture and as text; a first code proves that it was kept. */
export function ApplicationView(props: {
  cadre: Cadre;
  erreurs?: readonly Erreur[];
  envoi: Envoi;
  /** Path of an SVG, and the side of its square, in modules. */
  qr: { trace: string; cote: number };
  secret: string;
}): ReactNode {
  const { qr } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Ajouter une application de codes"
      chapeau="FreeOTP, Aegis, ou celle que votre structure conseille."
      erreurs={props.erreurs ?? []}
    >
      <section className="carte pile-serree">
        <h2>1. Montrez ce dessin à l’application</h2>
        <svg
          className="qr"
          width="200"
          viewBox={`0 0 ${qr.cote} ${qr.cote}`}
          role="img"
          aria-label="Code QR. Le même secret est écrit en dessous."
          shapeRendering="crispEdges"
        >
          <path className="qr-fond" d={`M0 0h${qr.cote}v${qr.cote}H0z`} />
          <path className="qr-trait" d={qr.trace} />
        </svg>
        <p>
          Ou tapez ce secret&nbsp;: <code className="secret">{props.secret}</code>
        </p>
      </section>
      <Formulaire envoi={props.envoi} className="carte pile-serree">
        <h2>2. Donnez les six chiffres qu’elle affiche</h2>
        <ChampCode application erreurs={props.erreurs ?? []} />
        <div className="actions">
          <Bouton nature="premier">Vérifier et garder</Bouton>
          <LienBouton href="/acces" nature="discret">
            Pas maintenant
          </LienBouton>
        </div>
      </Formulaire>
    </Page>
  );
}
