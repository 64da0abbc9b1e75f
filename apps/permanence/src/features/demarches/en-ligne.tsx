/** The official screen: its address, how one gets in, what it takes, and the paper form that replaces it. */
import { catalogue, type Demarche } from '@porte-plume/demarches';
import type { ReactNode } from 'react';
import { varianteEnMots } from './canal.ts';
import type { PartieProps } from './faire.tsx';
import { PARTIES } from './parties.ts';
import { Section } from './section.tsx';
import { compose } from './typographie.ts';

const MOYENS = {
  franceconnect: 'FranceConnect',
  'franceconnect-plus': 'FranceConnect+',
  'compte-operateur': 'un compte de l’organisme',
  educonnect: 'ÉduConnect',
  aucun: 'sans compte',
} as const;

const FRANCECONNECT = {
  oui: 'FranceConnect est accepté.',
  non: 'FranceConnect n’est pas accepté.',
  inconnu: 'FranceConnect\u00a0: nous ne savons pas encore.',
} as const;

const AIDANTS_CONNECT = {
  oui: 'Aidants Connect est possible.',
  non: 'Aidants Connect n’est pas possible.',
  inconnu: 'Aidants Connect\u00a0: nous ne savons pas encore.',
  exclusif: 'En ligne à la place de la personne\u00a0: seulement par Aidants Connect.',
} as const;

const URL_CERFA = 'https://www.service-public.gouv.fr/particuliers/vosdroits/';

export function EnLigne({ demarche, aujourdhui }: PartieProps): ReactNode {
  const { moyens, franceConnect, aidantsConnect } = demarche.auth.valeur;
  const limites = demarche.limitesGenerales?.valeur;
  return (
    <Section partie={PARTIES.enLigne} demarche={demarche} aujourdhui={aujourdhui}>
      <ul>
        <Adresses demarche={demarche} />
        {moyens === null ? null : (
          <li>On entre avec&nbsp;: {moyens.map((moyen) => MOYENS[moyen]).join(', ')}.</li>
        )}
        <li>{FRANCECONNECT[franceConnect]}</li>
        <li>{AIDANTS_CONNECT[aidantsConnect]}</li>
        {limites === undefined ? null : <li>{fichiersEnMots(limites)}</li>}
        <Cerfa demarche={demarche} />
      </ul>
    </Section>
  );
}

/** The official address, then those of the other screens. */
function Adresses({ demarche: { url, urlLocale, canaux } }: { demarche: Demarche }): ReactNode {
  const autres = (canaux ?? []).flatMap(({ valeur }) =>
    valeur.type !== 'web' || valeur.url === undefined || valeur.url === url?.valeur
      ? []
      : [{ adresse: valeur.url, variante: valeur.variante }],
  );
  if (url === null && autres.length === 0)
    return (
      <li>
        {urlLocale
          ? 'Le site change d’un département à l’autre.'
          : 'Adresse du site\u00a0: pas encore écrite.'}
      </li>
    );
  return [...(url === null ? [] : [{ adresse: url.valeur, variante: undefined }]), ...autres].map(
    ({ adresse, variante }) => (
      <li key={adresse}>
        <a className="adresse" href={adresse} rel="noreferrer">
          {new URL(adresse).host}
        </a>
        {variante === undefined ? null : ` ${varianteEnMots(variante)}`}
      </li>
    ),
  );
}

function fichiersEnMots({ fichierMo, formats }: NonNullable<Demarche['limitesGenerales']>['valeur']): string {
  return `Fichiers\u00a0: ${[
    ...(fichierMo === undefined ? [] : [`${fichierMo}\u00a0Mo au plus`]),
    ...(formats === undefined ? [] : [formats.join(', ')]),
  ].join('\u00a0; ')}.`;
}

/** Paper forms, and the official sheets behind this page. */
function Cerfa({ demarche: { refs } }: { demarche: Demarche }): ReactNode {
  const fiche = refs.fiches.find((une) => une.startsWith('F'));
  return (
    <>
      {refs.cerfa.length === 0 ? null : (
        <li>
          Sur papier&nbsp;: Cerfa{' '}
          {refs.cerfa
            .map(
              ({ numero, version, notice }) =>
                `${numero}*${version}${notice === undefined ? '' : ` (notice ${notice})`}`,
            )
            .join(', ')}
          . Le numéro après l’étoile change souvent.
        </li>
      )}
      {fiche === undefined ? null : (
        <li>
          <a href={`${URL_CERFA}${fiche}`} rel="noreferrer">
            Fiche officielle {fiche}
          </a>
          {catalogue.fiches[fiche] === undefined ? null : (
            <span className="doux petit"> {compose(catalogue.fiches[fiche].titre)}</span>
          )}
        </li>
      )}
    </>
  );
}
