import type { Textes } from './fr.ts';
import { arMandat } from './ar-mandat.ts';

/** 3–10, then 11–99, then round hundreds and the 101 and 102 of each: the noun changes with the last two digits. */
function toPluriel(
  n: number,
  [un, deux, peu, beaucoup, cent]: readonly [string, string, string, string, string],
) {
  const reste = n % 100;
  if (n === 1) return un;
  if (n === 2) return deux;
  if (reste >= 3 && reste <= 10) return `${n} ${peu}`;
  return `${n} ${reste >= 11 ? beaucoup : cent}`;
}

export const ar: Textes = {
  langue: 'ar',
  sens: 'rtl',
  nom: 'العربية',
  nomEnFrancais: 'arabe',
  relecture: null,

  jours: ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'],
  mois: [
    'يناير',
    'فبراير',
    'مارس',
    'أبريل',
    'مايو',
    'يونيو',
    'يوليو',
    'أغسطس',
    'سبتمبر',
    'أكتوبر',
    'نوفمبر',
    'ديسمبر',
  ],
  date: '{jourSemaine} {jour} {mois} {annee}',
  premier: '1',
  heure: '{hh}:{mm}',
  enJours: (n) => toPluriel(n, ['يوم واحد', 'يومان', 'أيام', 'يوما', 'يوم']),
  enMois: (n) => toPluriel(n, ['شهر واحد', 'شهران', 'أشهر', 'شهرا', 'شهر']),
  virgule: '، ',
  ligne: '{demarche}: {texte}',

  actes: {
    complet: {
      consulter: 'الاطلاع على ملفكم وعلى الردود الواردة',
      saisir: 'ملء الاستمارة وإرفاق الوثائق التي تسلمونها',
      deposer: 'إرسال الطلب',
      signer: 'التوقيع باسمكم عبر الإنترنت',
      payer: 'الدفع باسمكم عبر الإنترنت، بوسيلة الدفع التي تقدمونها في ذلك اليوم',
      creer_compte: 'إنشاء حسابكم على الإنترنت، وتسليمكم وسيلة الدخول إليه',
      creer_messagerie: 'إنشاء عنوان بريدكم الإلكتروني، وتسليمكم وسيلة الدخول إليه',
      changer_coordonnees_bancaires: 'تغيير البيانات البنكية في ملفكم',
    },
    simple: {
      consulter: 'الاطلاع على ملفكم.',
      saisir: 'ملء الاستمارة بمعلوماتكم.',
      deposer: 'إرسال الطلب.',
      signer: 'التوقيع عنكم عبر الإنترنت.',
      payer: 'الدفع عنكم عبر الإنترنت، من مالكم أنتم.',
      creer_compte: 'إنشاء حسابكم على الإنترنت.',
      creer_messagerie: 'إنشاء عنوان بريدكم الإلكتروني.',
      changer_coordonnees_bancaires: 'تغيير رقم حسابكم البنكي.',
    },
    gardesComplet: {
      saisir: 'ملء الاستمارة وإرفاق الوثائق',
      signer: 'توقيع الطلب',
      payer: 'الدفع',
      creer_compte: 'إنشاء حسابكم على الإنترنت',
      creer_messagerie: 'إنشاء عنوان بريدكم الإلكتروني',
    },
    gardesSimple: { signer: 'توقيع الطلب.', payer: 'الدفع.' },
  },

  perimetres: {
    papiers: 'الوثائق الرسمية والمواطنة',
    famille: 'الأسرة والدراسة',
    social: 'الشؤون الاجتماعية والصحة',
    travail: 'العمل والتدريب',
    logement: 'السكن',
    transports: 'وسائل النقل والتنقل',
    argent: 'المال والضرائب والاستهلاك',
    justice: 'القضاء',
    etranger: 'الأجانب وأوروبا',
    loisirs: 'الترفيه والرياضة والثقافة',
  },

  qualites: {
    mandant: 'أنتم',
    parent: 'أحد والديكم',
    tuteur: 'الوصي عليكم (tuteur)',
    curateur_assiste: 'القيم القضائي عليكم (curateur)',
    personne_habilitee: 'الشخص الذي أذن له القاضي بتمثيلكم',
    mandataire_protection: 'وكيلكم للحماية المستقبلية',
  },

  capacites: {
    complet: {
      aucune_mesure:
        'تصرحون بأن عمركم 18 سنة أو أكثر، وبأنكم لا تخضعون لأي تدبير حماية: لا حماية قضائية (sauvegarde de justice)، ولا قوامة (curatelle)، ولا وصاية (tutelle)، ولا تفويض عائلي (habilitation familiale)، ولا وكالة حماية مستقبلية (mandat de protection future).',
      sauvegarde:
        'أنتم تحت الحماية القضائية (sauvegarde de justice). وتحتفظون بحق إعطاء هذه الوكالة؛ وكل عمل مخالف لمصالحكم يمكن إبطاله أو إنقاصه.',
      curatelle_simple:
        'أنتم تحت القوامة (curatelle). يمكنكم بمفردكم أن تكلفوا المؤسسة بالاطلاع على طلباتكم وملئها وإرسالها وبإنشاء عنوان بريد إلكتروني؛ وكل عمل آخر يتطلب مساعدة القيم القضائي (curateur).',
      curatelle_renforcee:
        'أنتم تحت القوامة المشددة (curatelle renforcée). يمكنكم بمفردكم أن تكلفوا المؤسسة بالاطلاع على طلباتكم وملئها وإرسالها وبإنشاء عنوان بريد إلكتروني؛ وكل عمل آخر يتطلب مساعدة القيم القضائي (curateur).',
      habilitation_familiale:
        'يحميكم تفويض عائلي (habilitation familiale): الشخص الذي أذن له القاضي يعطي هذه الوكالة باسمكم.',
      tutelle: 'أنتم تحت الوصاية (tutelle): الوصي عليكم (tuteur) يعطي هذه الوكالة باسمكم.',
      mandat_protection_future:
        'تحميكم وكالة حماية مستقبلية (mandat de protection future): وكيلكم فيها يعطي هذه الوكالة باسمكم.',
      inconnue: 'وضعكم القانوني يحتاج إلى توضيح: لا يبدأ مفعول الوكالة قبل ذلك.',
      mineur:
        'عمركم أقل من 18 سنة: أحد والديكم يعطي هذه الوكالة باسمكم. وهي تنتهي على أبعد تقدير يوم بلوغكم 18 سنة.',
      mineur_seul: 'عمركم أقل من 18 سنة، وقد بلغتم السن التي تسمح لكم بالقيام بهذه الإجراءات بمفردكم.',
    },
    simple: {
      aucune_mesure: 'تقولون إنكم بالغون، دون وصاية (tutelle) ولا قوامة (curatelle).',
      sauvegarde: 'أنتم تحت الحماية القضائية (sauvegarde de justice). يمكنكم إعطاء هذه الوكالة.',
      curatelle_simple: 'لديكم قيم قضائي (curateur). بعض الأعمال تتطلب موافقته أيضا.',
      curatelle_renforcee: 'لديكم قيم قضائي (curateur). بعض الأعمال تتطلب موافقته أيضا.',
      habilitation_familiale: 'اختار القاضي شخصا قريبا منكم ليقرر. هو الذي يعطي هذه الوكالة.',
      tutelle: 'لديكم وصي (tuteur). هو الذي يعطي هذه الوكالة.',
      mandat_protection_future: 'اخترتم شخصا ليقرر. هو الذي يعطي هذه الوكالة.',
      inconnue: 'علينا أن نعرف هل لديكم وصي (tuteur) أو قيم قضائي (curateur).',
      mineur: 'عمركم أقل من 18 سنة. أحد والديكم يعطي هذه الوكالة.',
      mineur_seul: 'عمركم أقل من 18 سنة. يمكنكم هنا أن تقرروا بمفردكم.',
    },
  },

  modes: {
    presence: 'حضوريا',
    telephone: 'بالهاتف',
    visio: 'بمكالمة فيديو',
    courrier: 'برسالة بريدية',
    sms: 'برسالة نصية',
  },
  canaux: {
    presence: 'حضوريا',
    telephone: 'بالهاتف',
    courrier: 'برسالة بريدية',
    courriel: 'بالبريد الإلكتروني',
    sms: 'برسالة نصية',
    code: 'برمز الإيقاف',
    en_ligne: 'عبر الإنترنت',
    papier: 'على الورق',
  },
  interpretes: {
    aucun: 'لا أحد',
    professionnel: 'مترجم محترف',
    telephone: 'مترجم عبر الهاتف',
    proche_majeur: 'شخص بالغ من المقربين',
    proche_interesse: 'شخص من المقربين تعنيه هذه الإجراءات أيضا',
    proche_mineur: 'شخص قاصر من المقربين',
  },

  demandeurs: {
    mandant: 'أنتم',
    constituant: 'الشخص الذي أعطى الوكالة عنكم',
    curateur: 'القيم القضائي عليكم (curateur)',
    tuteur: 'الوصي عليكم (tuteur)',
    ecrivain: 'كاتب عمومي رقمي',
    structure: 'المؤسسة',
    juge: 'القاضي',
    heritier: 'أحد الورثة',
    systeme: 'لا أحد: الأمر تلقائي',
  },
  statuts: {
    brouillon: 'قيد الإعداد',
    presente: 'معروضة، ولم توقع بعد',
    actif: 'سارية',
    suspendu: 'متوقفة مؤقتا',
    refuse: 'لم تعطوا موافقتكم',
    expire: 'انقضى اليوم الأخير',
    revoque: 'هناك من طلب إيقافها',
    renonce: 'لم تعد المؤسسة تستطيع مساعدتكم',
    epuise: 'تم الإجراء',
    caduc: 'القانون يوقفها',
    remplace: 'حلت محلها وكالة جديدة',
    annule: 'ألغيت قبل أن تبدأ',
  },
  causes: {
    deces: 'توفي الشخص',
    tutelle: 'قرر القاضي وصاية (tutelle)',
    habilitation_familiale: 'أذن القاضي لشخص قريب',
    mandat_protection_future: 'بدأت وكالة حماية مستقبلية',
    majorite: 'بلغ الشخص 18 سنة',
    dissolution: 'المؤسسة تغلق',
    changement_structure: 'تحل مؤسسة أخرى محلها',
    non_regularise: 'لم توقع الموافقة الشفوية في الوقت المحدد',
  },
  resultats: {
    reussi: 'تم ذلك',
    echoue: 'لم ينجح ذلك',
    reporte: 'مؤجل إلى وقت لاحق',
    transmis_papier: 'أرسل على الورق',
  },
  qualifications: {
    regulier: 'مقرر في الوكالة',
    fait_dans_l_ignorance: 'تم قبل العلم بتوقف الوكالة',
    hors_perimetre: 'غير مقرر في الوكالة',
    ratifie: 'غير مقرر، ثم قبلتموه',
  },

  ...arMandat,

  roles: {
    mandant: 'الشخص: {nom}',
    constituant: 'باسم الشخص: {nom}، {qualite}',
    curateur: 'القيم القضائي (curateur): {nom}',
    temoin: 'الشاهد: {nom}',
    interprete: 'المترجم: {nom}',
    mandataire: 'عن المؤسسة: {nom}',
  },
  mentions: {
    signe: 'تم التوقيع على الشاشة يوم {date} الساعة {heure}',
    accepte: 'تم القبول على الشاشة يوم {date} الساعة {heure}',
    acceptePar: 'تم القبول على الشاشة يوم {date} الساعة {heure}. من طرف {nom}',
  },

  traduction: {
    francais: 'النص الفرنسي وحده هو المعتمد.',
    nonRelue: 'لم تراجع هذه الترجمة بعد. وقد تحتوي على أخطاء.',
    relue: 'تمت مراجعة هذه الترجمة من طرف {par} يوم {le}.',
  },

  codes: {
    titre: 'رموزكم',
    verifier: 'هذا الرمز يبين أن الوكالة موجودة: {code}',
    comment: 'وجهوا كاميرا الهاتف نحو الصورة للتحقق من هذه الوكالة.',
    arreter: 'هذا الرمز يوقف الوكالة كلها: {code}',
    donner: 'اكتبوه في موقعنا على الإنترنت، أو قولوه بالهاتف.',
    garder: 'احتفظوا بهذا الرمز لأنفسكم.',
    alt: 'رمز QR: عنوان للتحقق من هذه الوكالة',
  },

  arret: {
    titre: 'شهادة إيقاف الوكالة',
    intro: 'تبين هذه الورقة ما توقف، ومتى توقف.',
    personne: 'الشخص',
    structure: 'المؤسسة',
    debut: 'بداية الوكالة',
    finPrevue: 'اليوم الأخير المقرر',
    quoi: 'ما توقف',
    tout: 'توقفت الوكالة كلها.',
    partie: 'توقف جزء من الوكالة.',
    demarches: 'الإجراءات المتوقفة',
    actes: 'الأعمال المتوقفة',
    quand: 'متى',
    dateHeure: '{date} الساعة {heure}',
    connu: 'متى علمنا بذلك',
    par: 'بطلب من',
    comment: 'كيف',
    pourquoi: 'لماذا',
    reste: 'ما بقي',
    rien: 'لم يبق شيء من هذه الوكالة.',
    continue: 'هذه الأجزاء من الوكالة مستمرة:',
    avant: 'ما تم القيام به من قبل يبقى صالحا.',
    encore: 'ما زال بإمكاننا مساعدتكم، ونحن بجانبكم.',
    droit: 'يمكن إيقاف الوكالة في أي وقت (المادة 2004 من القانون المدني الفرنسي).',
  },

  compte: {
    titre: 'كشف بما تم القيام به',
    intro: 'هذا ما قمنا به من أجلكم.',
    aucun: 'لم نقم بعد بأي شيء بهذه الوكالة.',
    quand: 'متى',
    acte: 'ما تم القيام به',
    resultat: 'النتيجة',
    comment: 'كيف',
    recu: 'نهاية رقم الإيصال',
    mandat: 'ضمن الوكالة',
    comptes: 'الحسابات المنشأة لكم',
    compteEnLigne: 'حساب على الإنترنت، تم تسليمه يوم {date}',
    messagerie: 'عنوان بريد إلكتروني، تم تسليمه يوم {date}',
    horsMandat: 'أحد الأعمال لم يكن مقررا. يمكنكم قبوله أو رفضه.',
    questions: 'هل هناك سطر غير واضح؟ اسألونا.',
    droit: 'على المؤسسة أن تقدم لكم كشفا بما فعلت (المادة 1993 من القانون المدني الفرنسي).',
    droitHors: 'العمل غير المقرر لا يلزمكم إلا إذا قبلتموه (المادة 1998).',
  },

  sortie: {
    titre: 'ورقة تحتفظون بها',
    fait: 'ما تم القيام به',
    rienFait: 'لم يتم القيام بأي شيء بعد.',
    reste: 'ما لا يزال بإمكاننا القيام به',
    rienReste: 'لم تعد هذه الوكالة تسمح بأي شيء.',
    duree: 'إلى متى',
    fin: 'اليوم الأخير هو {fin}.',
    arrete: 'توقفت الوكالة يوم {date}.',
    pasCommence: 'لم تبدأ الوكالة بعد.',
    pause: 'الوكالة متوقفة مؤقتا. نحن لا نعمل نيابة عنكم.',
    arreter: 'لإيقاف الوكالة',
    appeler: 'بمن تتصلون',
    garder: 'احتفظوا بهذه الورقة مع وثائقكم.',
  },
};
