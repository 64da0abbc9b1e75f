// One page of text, in French alone or in French and Arabic; `n` varies the data so that no result is reused.
const texte = (contenu) => [{ kind: 'texte', texte: contenu }];

const FR = {
  titre: 'Mandat pour des démarches en ligne',
  sections: ['Ce que vous demandez', 'Jusqu’à quand', 'Vos informations', 'Signatures'],
  phrase: (n, rang) =>
    `Personne d’essai numéro ${n}, ligne ${rang}. Vous chargez la structure de faire en votre nom les actes écrits ici, et rien d’autre. Vous pouvez l’arrêter à tout moment, sans frais.`,
  actes: (n) => [`consulter le dossier ${n}`, 'remplir le formulaire', 'envoyer la demande'],
};
const AR = {
  titre: 'توكيل للقيام بإجراءات عبر الإنترنت',
  sections: ['ما تطلبونه', 'إلى متى', 'معلوماتكم', 'التوقيعات'],
  phrase: (n, rang) =>
    `الشخص رقم ${n}، السطر ${rang}. تكلفون الجهة بالقيام باسمكم بالإجراءات المكتوبة هنا، ولا شيء غيرها. يمكنكم إيقافها في أي وقت وبلا مقابل.`,
  actes: (n) => [`الاطلاع على الملف ${n}`, 'ملء الاستمارة', 'إرسال الطلب'],
};

function toBlocs(source, n, rang, niveau) {
  return [
    { kind: 'titre', niveau, contenu: texte(source.sections[rang]) },
    { kind: 'paragraphe', contenu: texte(source.phrase(n, rang)) },
    { kind: 'liste', items: source.actes(n).map(texte) },
  ];
}

const toDocument = (langue, blocs) => ({
  v: 1,
  genre: 'mandat',
  langue,
  sens: langue === 'ar' ? 'rtl' : 'ltr',
  niveau: 'complet',
  titre: 'Mandat',
  blocs: [{ kind: 'titre', niveau: 1, contenu: texte(FR.titre) }, ...blocs],
  qr: null,
});

/** A title, four sections, a dozen lines. */
export const toPageFr = (n) =>
  toDocument(
    'fr',
    FR.sections.flatMap((_, rang) => toBlocs(FR, n, rang, 2)),
  );

/** The same in two columns, three sections so that the page stays one. */
export const toPageFrAr = (n) =>
  toDocument(
    'ar',
    FR.sections.slice(0, 3).map((_, rang) => ({
      kind: 'bilingue',
      fr: toBlocs(FR, n, rang, 2),
      traduction: { langue: 'ar', sens: 'rtl', blocs: toBlocs(AR, n, rang, 2) },
    })),
  );
