import type { ComparisonOperator, FieldInfo, FilterValue } from '../../autotask/types.js';

/** A filter whose names are understood: fields of the tenant, ids, instants in UTC. */
export type Node = Group | Comparison;

export interface Group {
  readonly kind: 'all' | 'any';
  readonly parts: readonly Node[];
  /** How to show the group where it is shorter than its parts, e.g. one span of time for two bounds. */
  readonly says?: string;
}

export interface Comparison {
  readonly kind: 'comparison';
  readonly field: FieldInfo;
  readonly operator: ComparisonOperator;
  readonly value?: FilterValue | readonly FilterValue[];
  /** How to show it: with labels and names. */
  readonly says: string;
}

/** A filter ready to be sent and checked. */
export interface Selection {
  readonly root: Node;
  /** What a person should know about how names were understood. */
  readonly notes: readonly string[];
}

/** The filter in readable words; `everything` without conditions. */
export function describeFilter(root: Node): string {
  return describe(root, true) || 'everything';
}

function describe(node: Node, isOutermost: boolean): string {
  if (node.kind === 'comparison') return node.says;
  if (node.says !== undefined) return node.says;
  const parts = node.parts.map((part) => describe(part, node.parts.length === 1)).filter((part) => part !== '');
  const joined = parts.join(node.kind === 'all' ? ' and ' : ' or ');
  return isOutermost || parts.length < 2 ? joined : `(${joined})`;
}

/** Every comparison below a node. */
export function comparisons(node: Node): Comparison[] {
  return node.kind === 'comparison' ? [node] : node.parts.flatMap(comparisons);
}

/** The conditions that every row meets, those of groups within groups included. */
export function conjuncts(node: Node): readonly Node[] {
  return node.kind === 'all' ? node.parts.flatMap(conjuncts) : [node];
}

/** A comparison with one record or label, by its id. */
export type IdEquality = Comparison & { readonly value: number };

export function isIdEquality(node: Node): node is IdEquality {
  return node.kind === 'comparison' && node.operator === 'eq' && typeof node.value === 'number';
}
