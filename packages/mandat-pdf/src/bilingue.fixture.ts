import type { Bloc, DocumentMandat, Inline } from '@porte-plume/mandat/document';

/** A short bilingual page a language, with the letters that each alphabet has of its own. */
const TEXTES = {
  ar: ['توكيل للقيام بإجراءات عبر الإنترنت', 'يمكنكم إيقاف هذا التوكيل في أي وقت، وبلا مقابل.', 'الهاتف: '],
  en: ['Mandate for online procedures', 'You can stop this mandate at any time, at no cost.', 'Telephone: '],
  fa: [
    'وکالت برای کارهای اینترنتی',
    'چگونه این وکالت را هر زمان و رایگان متوقف کنید؟ پژوهش، ژاله، گل.',
    'تلفن: ',
  ],
  ps: ['د آنلاین چارو لپاره واک', 'ټول ډېر ړوند ږغ ښه ګټه مڼه شئ وروستۍ چې هر وخت.', 'ټیلیفون: '],
  pt: [
    'Mandato para procedimentos em linha',
    'Pode parar este mandato a qualquer momento: não há custos.',
    'Telefone: ',
  ],
  tr: [
    'Çevrimiçi işlemler için vekâlet',
    'Bu vekâleti istediğiniz an ücretsiz durdurabilirsiniz. İĞŞ ığş',
    'Telefon: ',
  ],
  uk: [
    'Доручення на онлайн-процедури',
    'Його можна припинити будь-коли, безкоштовно. Ґанок, їжак, єдність.',
    'Телефон: ',
  ],
} as const;

export type LangueEssai = keyof typeof TEXTES;
export const LANGUES_ESSAI = Object.keys(TEXTES) as LangueEssai[];
export const SENS: Record<LangueEssai, 'ltr' | 'rtl'> = {
  ar: 'rtl',
  en: 'ltr',
  fa: 'rtl',
  ps: 'rtl',
  pt: 'ltr',
  tr: 'ltr',
  uk: 'ltr',
};

const texte = (contenu: string): Inline => ({ kind: 'texte', texte: contenu });

function colonne([titre, phrase, telephone]: readonly string[]) {
  return [
    { kind: 'titre', niveau: 2, contenu: [texte(titre ?? '')] },
    { kind: 'paragraphe', contenu: [texte(phrase ?? '')] },
    { kind: 'liste', items: [[texte(titre ?? '')], [{ kind: 'fort', texte: phrase ?? '' }]] },
    {
      kind: 'encadre',
      blocs: [
        {
          kind: 'paragraphe',
          contenu: [
            texte(telephone ?? ''),
            { kind: 'telephone', e164: '+33477000000' },
            texte(' '),
            { kind: 'date', iso: '2027-05-22' },
            texte(' '),
            { kind: 'code', texte: 'MABC-DEFG-HJKMN' },
          ],
        },
      ],
    },
  ] satisfies Bloc[];
}

export function writeBilingue(
  langue: LangueEssai,
  niveau: DocumentMandat['niveau'] = 'complet',
): DocumentMandat {
  const fr = colonne([
    'Mandat pour des démarches',
    'Vous pouvez l’arrêter à tout moment, sans frais.',
    'Téléphone : ',
  ]);
  const traduction = { langue, sens: SENS[langue], blocs: colonne(TEXTES[langue]) };
  const titre = 'Mandat pour des démarches en ligne';
  return {
    v: 1,
    genre: 'mandat',
    langue,
    sens: SENS[langue],
    niveau,
    titre,
    blocs: [
      { kind: 'titre', niveau: 1, contenu: [texte(titre)] },
      { kind: 'bilingue', fr, traduction },
      { kind: 'signature', role: 'mandant', libelle: [texte('La personne')] },
      { kind: 'signature', role: 'mandataire', libelle: [texte('Pour la structure')] },
    ],
    qr: null,
  };
}
