export { compile } from './compile/compile.ts';
export { evaluate } from './compile/evaluate.ts';
export type { Evaluation } from './compile/evaluate.ts';
export type { Calibration } from './compile/calibration.ts';
export type { TreeNode } from './tree.ts';
export { calibration } from './compile/shipped-calibration.ts';
export { predict } from './compile/prediction.ts';
export type { Prediction } from './compile/prediction.ts';
