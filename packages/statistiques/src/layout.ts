export { applyLayout, maskedShareOf, suggestLayout } from './layout-plan.ts';
export type { LayoutOption, LayoutPlan } from './layout-plan.ts';
