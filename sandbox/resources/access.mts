import type { StoredRecord } from '../store/data.mjs';
import { refused } from '../store/refusals.mjs';
import { requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { isOwner } from './permissions.mjs';
import { mustExistIn } from './references.mjs';
import type { Call, Handler, Handlers, Resource } from './resource.mjs';
import { groupsOf } from './users.mjs';

export const accessGroups: Resource = {
	collection: 'accessGroups',
	path: '/v2/accessGroups',
	vendorName: 'access_groups',
	defaults: () => ({
		users_ids: [],
		has_elevated_access: null,
		has_master_data_access: null,
		company_default: false,
	}),
	references: { users_ids: 'users' },
	unique: {
		properties: ['name'],
		type: 'ResourceConflictFound',
		message: 'There is already an access group with this name.',
	},
	followUp: ({ before, after }, company) => {
		if (!after && before)
			company.records<Rights>('accessRights').remove(rightsId('group', before.id));
	},
};

/** By customer: all of it, or some of its projects. */
type Selected = Partial<Record<string, true | { projects: Record<string, true> }>>;
type Right = boolean | Selected;
type Holder = 'group' | 'user';
type AccessType = 'add' | 'report' | 'edit';
type Rights = StoredRecord &
	Record<AccessType, Right> & { services: boolean | Record<string, true> };

const NONE = 0;
const FULL = 1;

export const accessHandlers: Handlers = {
	...handlersOf('group', 'accessGroups', 'accessGroupsId', {
		get: 'getAccessGroupsCustomersProjectByAccessGroupsIdV2',
		customer: 'updateAccessGroupsCustomerByAccessGroupsIdV2',
		general: 'updateAccessGroupsCustomersGeneralByAccessGroupsIdV2',
		project: 'updateAccessGroupsProjectByAccessGroupsIdV2',
		services: 'getAccessGroupsServiceByAccessGroupsIdV2',
		service: 'updateAccessGroupsServiceByAccessGroupsIdV2',
		servicesGeneral: 'updateAccessGroupsServicesGeneralByAccessGroupsIdV2',
	}),
	...handlersOf('user', 'users', 'usersId', {
		get: 'getIndividualUserAccessCustomersProjectByUsersIdV2',
		customer: 'updateIndividualUserAccessCustomerByUsersIdV2',
		general: 'updateIndividualUserAccessCustomersGeneralByUsersIdV2',
		project: 'updateIndividualUserAccessProjectByUsersIdV2',
		services: 'getIndividualUserAccessServiceByUsersIdV2',
		service: 'updateIndividualUserAccessServiceByUsersIdV2',
		servicesGeneral: 'updateIndividualUserAccessServicesGeneralByUsersIdV2',
	}),
	clearIndividualUserAccessByUsersIdV2: ({ path }, company) => {
		const user = requireOne(company, 'users', path.usersId);
		company.records<Rights>('accessRights').remove(rightsId('user', user.id));
		return { success: true };
	},
	getUsersAccessCustomersProjectByIdV2: ({ path }, company) => {
		const all = effectiveRights(requireOne(company, 'users', path.id), company);
		return {
			add: union(all.map(({ add }) => add)),
			report: union(all.map(({ report }) => report)),
			edit: union(all.map(({ edit }) => edit)),
		};
	},
	getUsersAccessServiceByIdV2: ({ path }, company) => {
		const all = effectiveRights(requireOne(company, 'users', path.id), company);
		return { add: union(all.map(({ services }) => services)) };
	},
};

function handlersOf(
	holder: Holder,
	collection: string,
	parameter: string,
	ids: Record<
		'get' | 'customer' | 'general' | 'project' | 'services' | 'service' | 'servicesGeneral',
		string
	>,
): Handlers {
	const on =
		(work: (rights: Rights, call: Call, company: Company) => void, show: (r: Rights) => unknown) =>
		(call: Call, company: Company) => {
			const { id } = requireOne(company, collection, call.path[parameter]);
			const rights = rightsOf(holder, id, company);
			work(rights, call, company);
			company.records<Rights>('accessRights').replace(rights);
			return show(rights);
		};
	const read = () => undefined;
	const customers = ({ add, report, edit }: Rights) => ({ add, report, edit });
	const services = (rights: Rights) => ({ add: rights.services });
	const handlers: Record<keyof typeof ids, Handler> = {
		get: on(read, customers),
		customer: on(setCustomer, customers),
		general: on(setGeneral, customers),
		project: on(setProject, customers),
		services: on(read, services),
		service: on(setService, services),
		servicesGeneral: on(setServicesGeneral, services),
	};
	return Object.fromEntries(
		Object.entries(ids).map(([name, id]) => [id, handlers[name as keyof typeof ids]]),
	);
}

/** Groups and users have their numbers apart: even ones and odd ones. */
function rightsId(holder: Holder, id: number): number {
	return id * 2 + (holder === 'user' ? 1 : 0);
}

function rightsOf(holder: Holder, id: number, company: Company): Rights {
	const found = company.records<Rights>('accessRights').find(rightsId(holder, id));
	const nothing = { add: false, report: false, edit: false, services: false };
	return structuredClone(found ?? { id: rightsId(holder, id), ...nothing });
}

function setGeneral(rights: Rights, { body }: Call): void {
	const type = body.type as AccessType;
	rights[type] = generalValue(rights[type], body.value as number);
}

function setServicesGeneral(rights: Rights, { body }: Call): void {
	rights.services = generalValue(rights.services, body.value as number) as Rights['services'];
}

/** From "yes" to selected ones everything is selected at first: nothing, in the sandbox's short form. */
function generalValue(before: Right, value: number): Right {
	if (value === NONE) return false;
	if (value === FULL) return true;
	if (before === false) {
		throw refused(
			'ForbiddenChangeToCustomAccess',
			'Change to selected access is only possible from yes.',
			{ path: 'value' },
		);
	}
	return before === true ? {} : before;
}

function setCustomer(rights: Rights, { body }: Call, company: Company): void {
	const { id, type, value } = body as { id: number; type: AccessType; value: number };
	mustExistIn('customers', id, 'id', company);
	const selected = asSelected(rights[type]);
	if (value === NONE) delete selected[id];
	else selected[id] = value === FULL ? true : { projects: {} };
	rights[type] = selected;
}

function setProject(rights: Rights, { body }: Call, company: Company): void {
	const { id, type, value } = body as { id: number; type: AccessType; value: number };
	mustExistIn('projects', id, 'id', company);
	const customerId = requireOne(company, 'projects', id).customers_id as number;
	const selected = asSelected(rights[type]);
	const ofCustomer = selected[customerId];
	const projects = ofCustomer === true || !ofCustomer ? {} : ofCustomer.projects;
	if (value === NONE) delete projects[id];
	else projects[id] = true;
	selected[customerId] = { projects };
	rights[type] = selected;
}

function setService(rights: Rights, { body }: Call, company: Company): void {
	const { id, value } = body as { id: number; value: number };
	mustExistIn('services', id, 'id', company);
	const selected = typeof rights.services === 'boolean' ? {} : rights.services;
	if (value === NONE) delete selected[id];
	else selected[id] = true;
	rights.services = selected;
}

function asSelected(right: Right): Selected {
	return typeof right === 'boolean' ? {} : right;
}

/** An owner may everything; others what their groups and their own rights allow. */
function effectiveRights(user: StoredRecord, company: Company): Rights[] {
	if (isOwner(user)) {
		return [{ id: 0, add: true, report: true, edit: true, services: true }];
	}
	const groups = groupsOf(user.id, company);
	return [
		rightsOf('user', user.id, company),
		...groups.map((id) => rightsOf('group', id, company)),
	];
}

function union(rights: Right[]): Right {
	if (rights.includes(true)) return true;
	const selected = rights.filter((right) => typeof right === 'object');
	return selected.length > 0 ? Object.assign({}, ...selected) : false;
}
