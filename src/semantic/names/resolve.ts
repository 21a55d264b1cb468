import { LARGEST_PAGE } from '../../autotask/limits.js';
import { closestNames } from '../../autotask/names.js';
import type { CallOptions, FilterItem } from '../../autotask/types.js';
import type { Access } from '../access.js';
import type { ApiReader } from '../api-reader.js';
import { AmbiguousNameError, candidateList, InvalidInputError, UnknownNameError } from '../errors.js';
import type { Candidate } from '../errors.js';
import type { Directory, NamedRecord } from './directory.js';
import { foldName, isCalled, isRecordNumber, isSameName, nameRule } from './rules.js';
import type { NameRule } from './rules.js';

/** A name understood. */
export interface Resolved {
  readonly id: number;
  readonly name: string;
  readonly isActive: boolean;
  /** False where only a part of the name was given; a write then needs the person's word for it. */
  readonly isExact: boolean;
  /** What to tell about how the name was understood. */
  readonly notes: readonly string[];
}

/** How a name is looked up. */
export interface NameOptions extends CallOptions {
  /** Company that the question is about: its own records are meant before namesakes elsewhere. */
  readonly companyId?: number | undefined;
}

/** More matches than this are too many to compare. */
const MOST_MATCHES = 100;
/** More names than this are not looked up with one question. */
const MOST_NAMES_TOGETHER = 100;
/** Characters of the longest names that Autotask keeps, titles of tickets (dossier §8); every word of longer ones would be tried as a name. */
const LONGEST_NAME = 255;

/** Turns names of records into ids. */
export class NameResolver {
  readonly #client: ApiReader;
  readonly #directory: Directory;
  readonly #access: Access;

  constructor(client: ApiReader, directory: Directory, access: Access) {
    this.#client = client;
    this.#directory = directory;
    this.#access = access;
  }

  /**
   * The one record that the words name: an exact match among the active ones, else the only inactive exact match, else the only active
   * one whose name contains the words. Never a guess between several.
   *
   * @param singular Entity, e.g. `Company`.
   * @throws {AmbiguousNameError} with the candidates, {@link UnknownNameError} without any.
   */
  async one(singular: string, words: string, options: NameOptions = {}): Promise<Resolved> {
    return this.#pick(singular, words, await this.#matches(singular, words, options), options);
  }

  /** The record that each of the words names, as {@link one} finds it, with one request for all that have to be looked up. */
  async each(singular: string, words: readonly string[], options: NameOptions = {}): Promise<ReadonlyMap<string, Resolved>> {
    const together = await this.#matchesOfEach(singular, words, options);
    const resolved = new Map<string, Resolved>();
    for (const one of words) {
      const matches = together?.get(one) ?? (await this.#matches(singular, one, options));
      resolved.set(one, await this.#pick(singular, one, matches, options));
    }
    return resolved;
  }

  async #pick(
    singular: string,
    words: string,
    everywhere: readonly NamedRecord[],
    { companyId, ...options }: NameOptions,
  ): Promise<Resolved> {
    const own = everywhere.filter(({ record }) => companyId !== undefined && record['companyID'] === companyId);
    const matches = own.length > 0 ? own : everywhere;
    const exact = matches.filter((match) => isCalled(singular, match.record, words));
    const [activeExact, inactiveExact] = split(exact);
    if (activeExact.length === 1) return this.#resolved(singular, words, activeExact, inactiveExact, matches);
    if (activeExact.length > 1) throw await this.#ambiguous(singular, words, exact, options);
    if (inactiveExact.length === 1) return this.#resolved(singular, words, inactiveExact, [], matches);
    if (inactiveExact.length > 1) throw await this.#ambiguous(singular, words, inactiveExact, options);
    const [active] = split(matches);
    if (active.length === 1) return this.#resolved(singular, words, active, [], matches, false);
    if (matches.length > 0) throw await this.#ambiguous(singular, words, matches, options);
    throw await this.#unknown(singular, words, options);
  }

  /** Every record whose name contains the words, the exact ones included. */
  async all(singular: string, words: string, options: CallOptions = {}): Promise<readonly NamedRecord[]> {
    return this.#matches(singular, words, options);
  }

  /** Matches of several words from one request; undefined where that gives no answer, so that each is to be asked for by itself. */
  async #matchesOfEach(
    singular: string,
    words: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, readonly NamedRecord[]> | undefined> {
    const [first] = words;
    if (first === undefined) return new Map();
    const rule = requireRule(singular, first);
    this.#access.requireNames(rule.entity);
    const { search } = rule;
    if (rule.isSmall || search === undefined) return undefined;
    const unknown = words.filter((one) => this.#numbered(singular, one) === undefined);
    if (unknown.length < 2 || unknown.length > MOST_NAMES_TOGETHER) return undefined;
    const numbers = rule.number === undefined ? [] : unknown.filter(isRecordNumber);
    const names = unknown.filter((one) => !numbers.includes(one));
    const items: FilterItem[] = names.map((one) => ({ op: 'and', items: search(plainly(one)) }));
    if (rule.number !== undefined && numbers.length > 0) items.push({ op: 'in', field: rule.number, value: numbers });
    const query = { ...options, fields: rule.fields, pageSize: LARGEST_PAGE };
    const { records, hasMore } = await this.#client.queryPage(rule.entity, [{ op: 'or', items }], query);
    if (hasMore) return undefined;
    const found = this.#directory.learn(singular, records);
    return new Map(unknown.map((one) => [one, found.filter((record) => mayMean(rule, record, one))]));
  }

  #numbered(singular: string, words: string): NamedRecord | undefined {
    return isRecordNumber(words) ? this.#directory.numbered(singular, words) : undefined;
  }

  async #matches(singular: string, words: string, options: CallOptions): Promise<readonly NamedRecord[]> {
    const rule = requireRule(singular, words);
    this.#access.requireNames(rule.entity);
    const known = this.#numbered(singular, words);
    if (known !== undefined) return [known];
    const whole = await this.#directory.whole(singular, options);
    if (whole !== undefined) return whole.filter((record) => mayMean(rule, record, words));
    if (rule.search === undefined) throw unnameable(singular, words);
    const query = { ...options, fields: rule.fields, pageSize: MOST_MATCHES };
    const { records, hasMore } = await this.#client.queryPage(rule.entity, rule.search(plainly(words)), query);
    if (hasMore) return this.#exactMatches(rule, singular, words, options);
    return this.#directory.learn(singular, records).filter((record) => mayMean(rule, record, words));
  }

  /** Of too many matches only the exact ones are worth comparing. */
  async #exactMatches(rule: NameRule, singular: string, words: string, options: CallOptions): Promise<readonly NamedRecord[]> {
    const query = { ...options, fields: rule.fields, pageSize: MOST_MATCHES };
    const { records, hasMore } = await this.#client.queryPage(rule.entity, rule.exact?.(plainly(words)) ?? [], query);
    if (rule.exact !== undefined && records.length > 0 && !hasMore) return this.#directory.learn(singular, records);
    throw new AmbiguousNameError(
      `More than ${MOST_MATCHES} ${rule.entity} match "${words}". Give more of the name, or the id.`,
      [],
    );
  }

  #resolved(
    singular: string,
    words: string,
    [match]: readonly NamedRecord[],
    inactiveTwins: readonly NamedRecord[],
    seen: readonly NamedRecord[],
    isExact = true,
  ): Resolved {
    if (match === undefined) throw new UnknownNameError(`No ${singular} is called "${words}".`);
    const notes: string[] = [];
    if (!isExact || !isSameName(match.name, words)) notes.push(...understoodAs(singular, words, match, isExact));
    if (!match.isActive) notes.push(`${match.name} (id ${match.id}) is inactive.`);
    if (inactiveTwins.length > 0)
      notes.push(`Not counted as "${words}", being inactive: ${inactiveTwins.map(brief).join(', ')}.`);
    const children = seen.filter((other) => other.record['parentCompanyID'] === match.id);
    if (singular === 'Company' && children.length > 0)
      notes.push(`${match.name} only; its child companies are not included: ${children.map(brief).join(', ')}.`);
    return { id: match.id, name: match.name, isActive: match.isActive, isExact, notes };
  }

  async #ambiguous(
    singular: string,
    words: string,
    matches: readonly NamedRecord[],
    options: CallOptions,
  ): Promise<AmbiguousNameError> {
    const candidates = await this.candidates(singular, matches, options);
    const [active] = split(matches);
    const count = active.length === 0 ? 'Only inactive' : `${matches.length}`;
    const verb = active.length === 0 ? 'match' : 'may be meant by';
    return new AmbiguousNameError(
      `${count} ${requireRule(singular, words).entity} ${verb} "${words}": ${candidateList(candidates)}. Use the full name or id.`,
      candidates,
    );
  }

  /** The records as candidates, active ones first, each with what tells it from its namesakes. */
  async candidates(singular: string, matches: readonly NamedRecord[], options: CallOptions = {}): Promise<readonly Candidate[]> {
    const parent = nameRule(singular)?.parent;
    const parentIds = parent === undefined ? [] : matches.flatMap((match) => idIn(match, parent.field));
    const parents = await this.#directory.byId('Company', parent?.entity === 'Companies' ? parentIds : [], options);
    const kinds = singular === 'Company' ? await this.#companyTypes(options) : new Map<unknown, string>();
    return [...matches]
      .sort((a, b) => Number(b.isActive) - Number(a.isActive) || a.id - b.id)
      .map((match) => {
        const parentName = parent === undefined ? undefined : parents.get(Number(match.record[parent.field] ?? Number.NaN))?.name;
        const belongs = parentName === undefined ? undefined : singular === 'Company' ? `child of ${parentName}` : parentName;
        const email = match.record['email'];
        const detail = [kinds.get(match.record['companyType']), belongs, typeof email === 'string' ? email : undefined];
        return {
          id: match.id,
          name: match.name,
          isActive: match.isActive,
          detail: detail.filter((part) => part !== undefined).join(', ') || undefined,
        };
      });
  }

  async #companyTypes(options: CallOptions): Promise<ReadonlyMap<unknown, string>> {
    const type = (await this.#client.fields('Companies', options)).find((field) => field.name === 'companyType');
    return new Map(type?.picklistValues.map((value) => [value.value, value.label]));
  }

  async #unknown(singular: string, words: string, options: CallOptions): Promise<UnknownNameError> {
    const rule = requireRule(singular, words);
    if (isRecordNumber(words)) return new UnknownNameError(`No ${singular.toLowerCase()} ${words} is visible to this API user.`);
    const known = (await this.#directory.whole(singular, options)) ?? (await this.#similar(rule, singular, words, options));
    const active = known.filter((record) => record.isActive).map((record) => record.name);
    const near = closestNames(words, active);
    const list = near.length > 0 ? near : active.length <= 20 ? active : [];
    const hint = list.length === 0 ? 'Try another part of the name.' : `Did you mean ${list.join(', ')}?`;
    return new UnknownNameError(`No ${singular.toLowerCase()} called "${words}" is visible to this API user. ${hint}`, list);
  }

  /** Records that share the first word, for a hint. */
  async #similar(rule: NameRule, singular: string, words: string, options: CallOptions): Promise<readonly NamedRecord[]> {
    const [first = ''] = words.trim().split(/\s+/);
    if (first.length < 3 || first === words.trim() || rule.search === undefined) return [];
    const { records } = await this.#client.queryPage(rule.entity, rule.search(first), {
      ...options,
      fields: rule.fields,
      pageSize: 10,
    });
    return this.#directory.learn(singular, records);
  }
}

function requireRule(singular: string, words: string): NameRule {
  const rule = nameRule(singular);
  if (rule === undefined) throw unnameable(singular, words);
  if (words.trim().length <= LONGEST_NAME) return rule;
  throw new UnknownNameError(`No ${singular.toLowerCase()} has a name of more than ${LONGEST_NAME} characters.`);
}

function unnameable(singular: string, words: string): InvalidInputError {
  return new InvalidInputError(`A ${singular} is given by its id, not by "${words}".`);
}

/** The words as they are looked for: single blanks, none around. */
function plainly(words: string): string {
  return words.trim().replaceAll(/\s+/g, ' ');
}

/** Exact, or the words stand in the name. A number is exact or nothing: `…0017.002` is another ticket than `…0017` (dossier §8). */
function mayMean(rule: NameRule, match: NamedRecord, words: string): boolean {
  const names = rule.exactNames(match.record);
  if (names.some((name) => isSameName(name, words))) return true;
  return !isRecordNumber(words) && names.some((name) => !name.includes('@') && foldName(name).includes(foldName(words)));
}

function split(matches: readonly NamedRecord[]): [NamedRecord[], NamedRecord[]] {
  return [matches.filter((match) => match.isActive), matches.filter((match) => !match.isActive)];
}

function understoodAs(singular: string, words: string, match: NamedRecord, isExact: boolean): string[] {
  if (isExact && (isRecordNumber(words) || words.includes('@'))) return [];
  return [`"${words}" was understood as the ${singular.toLowerCase()} ${brief(match)}.`];
}

function brief(match: NamedRecord): string {
  return `${match.name} (id ${match.id})`;
}

function idIn(match: NamedRecord, field: string): number[] {
  const id = match.record[field];
  return typeof id === 'number' ? [id] : [];
}
