export type { FhirCoding, FhirQuestionnaire, FhirQuestionnaireItem } from './fhir/questionnaire.ts';
export { toQuestionnaire } from './fhir/questionnaire.ts';
export type {
  FhirAbsent,
  FhirAnswer,
  FhirQuestionnaireResponse,
  FhirResponseItem,
} from './fhir/questionnaire-response.ts';
export { toQuestionnaireResponse } from './fhir/questionnaire-response.ts';
export { fhirPathExpression } from './fhir/fhirpath-expression.ts';
