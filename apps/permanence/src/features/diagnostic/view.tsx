export { DiagnosticFreinsView, DiagnosticRessentiView } from './vue-apart.tsx';
export { DiagnosticHistoireView } from './vue-histoire.tsx';
export {
  DiagnosticAccueilView,
  DiagnosticMontrerView,
  DiagnosticPlusView,
  DiagnosticQuestionView,
} from './vue-question.tsx';
export { DiagnosticResultatView } from './vue-resultat.tsx';
