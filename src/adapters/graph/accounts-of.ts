import { readCloudUser, readGraphPage, readObjectId } from '../../boundary/graph-objects.ts';
import { anchorOfGuid } from '../../model/anchor.ts';
import { isGuid, isObjectGuid } from '../../model/ids.ts';
import type { Person } from '../../model/person.ts';
import type { PlanTarget } from '../../model/plan.ts';
import type { People, TargetAccount } from '../../ports/people.ts';
import type { GraphClient } from './graph-client.ts';
import { asTenantError } from './graph-fault.ts';
import { address, filtersOf, literal } from './odata.ts';
import { personOf, PERSON_SELECT } from './person-of.ts';

type Objects = readonly Pick<PlanTarget, 'key' | 'cloudId'>[];

/** The accounts behind the objects of a plan, asked in batches of 20; whoever is not there is left out. */
export async function accountsOf(reader: GraphClient, objects: Objects, withManagers: (person: Person) => boolean): ReturnType<People['accountsOf']> {
  try {
    const people = await peopleOf(reader, objects);
    const managers = await managersOf(reader, people.filter(withManagers));
    return { is: 'known', accounts: people.map((person): TargetAccount => ({ person, managerId: managers.get(person.oid) ?? null })) };
  } catch (error) {
    return { is: 'unknown', says: asTenantError(error).message };
  }
}

async function peopleOf(reader: GraphClient, objects: Objects): Promise<readonly Person[]> {
  const ids = [...new Set(objects.flatMap(({ key, cloudId }) => [key, ...(cloudId === undefined ? [] : [cloudId])].filter(isGuid)))];
  const anchors = [...new Set(objects.flatMap(({ key }) => (isObjectGuid(key) ? [anchorOfGuid(key)] : [])))];
  const parts = [
    ...ids.map((id) => address(`/users/${id}`, { $select: PERSON_SELECT })),
    ...filtersOf(anchors.map((anchor) => `onPremisesImmutableId eq ${literal(anchor)}`)).map((filter) => address('/users', { $filter: filter, $select: PERSON_SELECT })),
  ];
  const found = (await answersOf(reader, parts)).flatMap((body) => (body === null ? [] : isPage(body) ? readGraphPage(body).value : [body])).map((user) => personOf(readCloudUser(user)));
  return [...new Map(found.flatMap((who) => (who.is === 'person' ? [[who.person.oid, who.person] as const] : []))).values()];
}

async function managersOf(reader: GraphClient, people: readonly Person[]): Promise<ReadonlyMap<string, string>> {
  const answers = await answersOf(reader, people.map(({ oid }) => address(`/users/${oid}/manager`, { $select: 'id' })));
  return new Map(people.flatMap(({ oid }, at) => { const body = answers[at] ?? null; return body === null ? [] : [[oid, readObjectId(body)] as const]; }));
}

/** Null for what is not there; every other refusal is one of the whole. */
async function answersOf(reader: GraphClient, parts: readonly string[]): Promise<readonly unknown[]> {
  if (parts.length === 0) return [];
  const answers = await reader.batch(parts.map((part) => ({ address: part })));
  return answers.map((answer) => {
    if (answer.is === 'answered') return answer.body;
    if (asTenantError(answer.error).fault !== 'not-found') throw answer.error;
    return null;
  });
}

const isPage = (body: unknown): boolean => typeof body === 'object' && body !== null && 'value' in body;
