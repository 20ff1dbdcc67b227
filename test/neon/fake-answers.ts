import type {
  BranchCreateRequest,
  BranchRestoreRequest,
  BranchUpdateRequest,
  AnnotationCreateValueRequest,
  EndpointCreateRequest,
  EndpointUpdateRequest,
  NeonOperation,
  ProjectCreateRequest,
} from "../../src/providers/neon/api-types.ts";
import {
  branchJson,
  computeJson,
  newPassword,
  operationJson,
  projectJson,
  removeWhere,
  type FakeAccount,
  type FakeBranch,
  type FakeCompute,
  type FakeOperation,
  type FakeProject,
} from "./fake-account.ts";

/** An answer that is none of 2xx. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, message: string, code = "") {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A request that fits Neon's document. */
interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Answering = (account: FakeAccount, asked: Asked) => Answer | Promise<Answer>;

/** What each operation does and says. @see https://neon.com/docs/manage/branches for what it refuses. */
export const answers: Readonly<Record<NeonOperation, Answering>> = {
  getCurrentUserOrganizations: ({ organizations }) =>
    ok({ organizations: organizations.map(organizationJson) }),
  getActiveRegions: ({ regions }) =>
    ok({
      regions: regions.map((region_id, index) => {
        const place = { name: region_id, geo_lat: "", geo_long: "" };
        return { region_id, default: index === 0, ...place };
      }),
    }),
  listProjects: ({ projects }, { query }) => {
    const found = projects.filter(
      ({ name, organization }) =>
        name.includes(query["search"] ?? "") && organization === (query["org_id"] ?? organization),
    );
    return ok({ projects: found.map(projectJson), applications: {}, integrations: {} });
  },
  createProject,
  getProject: (account, { path }) => ok({ project: projectJson(projectOf(account, path)) }),
  deleteProject: async (account, { path }) => {
    const project = projectOf(account, path);
    await account.removeProject(project);
    return ok({ project: projectJson(project) });
  },
  listProjectOperations: (account, { path }) => {
    const project = projectOf(account, path);
    account.work(project);
    return ok({ operations: project.operations.map((one) => operationJson(project, one)) });
  },
  listProjectBranches: (account, { path }) => {
    const project = projectOf(account, path);
    const branches = project.branches.map((one) => branchJson(project, one));
    return ok({ branches, annotations: annotationsJson(project), pagination: {} });
  },
  createProjectBranch,
  updateProjectBranch: (account, { path, body }) => {
    const { project, branch } = freeBranch(account, path);
    const { name, expires_at: expiresAt } = (body as BranchUpdateRequest).branch;
    if (name !== undefined && name !== branch.name) rename(project, branch, name);
    if (expiresAt !== undefined) expire(project, branch, expiresAt);
    return ok({ branch: branchJson(project, branch), operations: [] });
  },
  deleteProjectBranch: async (account, { path, query }) => {
    const { project, branch } = freeBranch(account, path);
    if (branch.parentId === undefined) throw new Refused(422, "cannot delete the root branch");
    if (branch.isDefault) throw new Refused(422, "cannot delete the default branch");
    if (childrenOf(project, branch).length > 0) throw new Refused(422, "branch has children");
    if (query["hard_delete"] !== "true") account.recoverable.push(branch.name);
    await account.removeBranch(project, branch);
    return ok({ branch: branchJson(project, branch), operations: underWay(project) });
  },
  setDefaultProjectBranch: (account, { path }) => {
    const { project, branch } = freeBranch(account, path);
    if (branch.expiresAt !== undefined) throw new Refused(422, "an expiring branch cannot be the default");
    for (const one of project.branches) one.isDefault = one === branch;
    return ok({ branch: branchJson(project, branch), operations: [] });
  },
  restoreProjectBranch: async (account, { path, body }) => {
    const { project, branch } = freeBranch(account, path);
    const { source_branch_id: from, preserve_under_name: keptAs } = body as BranchRestoreRequest;
    if (keptAs === undefined) throw new Refused(422, "preserve_under_name is required");
    checkRoom(account, project);
    checkFree(project, keptAs);
    const restored = await account.restore(project, branch, branchOf(project, { branch_id: from }), keptAs);
    return ok({ branch: branchJson(project, restored), operations: underWay(project) });
  },
  listProjectEndpoints: (account, { path }) => {
    const project = projectOf(account, path);
    return ok({ endpoints: project.computes.map((one) => computeJson(project, one)) });
  },
  createProjectEndpoint: (account, { path, body }) => {
    const project = freeProject(account, path);
    const { branch_id: id, ...sizes } = (body as EndpointCreateRequest).endpoint;
    const branch = branchOf(project, { branch_id: id });
    if (project.computes.some(({ branchId }) => branchId === id)) {
      throw new Refused(409, "read-write endpoint already exists");
    }
    const { autoscaling_limit_min_cu: min = 0.25, autoscaling_limit_max_cu: max = 0.25 } = sizes;
    const compute = account.addCompute(project, branch, min, max);
    return { status: 201, body: { endpoint: computeJson(project, compute), operations: underWay(project) } };
  },
  updateProjectEndpoint: (account, { path, body }) => {
    const { project, compute } = freeCompute(account, path);
    const { endpoint } = body as EndpointUpdateRequest;
    compute.min = endpoint.autoscaling_limit_min_cu ?? compute.min;
    compute.max = endpoint.autoscaling_limit_max_cu ?? compute.max;
    account.begin(project, { id: compute.branchId }, "apply_config");
    return ok({ endpoint: computeJson(project, compute), operations: underWay(project) });
  },
  deleteProjectEndpoint: (account, { path }) => {
    const { project, compute } = freeCompute(account, path);
    removeWhere(project.computes, (one) => one === compute);
    account.begin(project, { id: compute.branchId }, "suspend_compute");
    return ok({ endpoint: computeJson(project, compute), operations: underWay(project) });
  },
  getProjectBranchRolePassword: (account, { path }) => {
    const project = projectOf(account, path);
    if (!project.keepsPasswords) throw new Refused(412, "storing passwords is disabled");
    return ok({ password: passwordOf(branchOf(project, path), path["role_name"] ?? "") });
  },
  resetProjectBranchRolePassword: (account, { path }) => {
    const { project, branch } = freeBranch(account, path);
    const name = path["role_name"] ?? "";
    passwordOf(branch, name);
    const password = newPassword();
    branch.roles.set(name, password);
    account.begin(project, branch, "apply_config");
    const { createdAt } = branch;
    const role = { branch_id: branch.id, name, password, created_at: createdAt, updated_at: createdAt };
    return ok({ role, operations: underWay(project) });
  },
};

async function createProject(account: FakeAccount, { body }: Asked): Promise<Answer> {
  const { project: wanted } = body as ProjectCreateRequest;
  const { name = "", region_id: region = account.regions[0] ?? "", org_id: organization } = wanted;
  if (account.organizations.length > 1 && organization === undefined) {
    throw new Refused(400, "org_id is required");
  }
  if (account.projects.length >= account.limits.projects) {
    throw new Refused(403, "project limit exceeded", "PROJECTS_LIMIT_EXCEEDED");
  }
  const { branch: first = {}, store_passwords: keepsPasswords = true } = wanted;
  const role = first.role_name ?? "neondb_owner";
  const owner = organization ?? account.organizations[0]?.id ?? "";
  const named = { name: first.name ?? "main", role, keepsPasswords };
  const project = await account.addProject(name, region, owner, named);
  const [branch] = project.branches;
  if (branch === undefined) throw new Error("a project begins with a branch");
  const made = {
    project: projectJson(project),
    connection_uris: [],
    databases: [databaseJson(branch, first.database_name ?? "neondb", role)],
    ...branchParts(project, branch),
  };
  return { status: 201, body: made };
}

async function createProjectBranch(account: FakeAccount, { path, body }: Asked): Promise<Answer> {
  const project = freeProject(account, path);
  const asked = (body ?? {}) as BranchCreateRequest & AnnotationCreateValueRequest;
  const name = asked.branch?.name ?? `br-${project.branches.length}`;
  const parentId = asked.branch?.parent_id;
  const parent =
    parentId === undefined
      ? project.branches.find(({ isDefault }) => isDefault)
      : branchOf(project, { branch_id: parentId });
  if (parent === undefined) throw new Refused(404, "parent branch not found");
  if (parent.expiresAt !== undefined) throw new Refused(422, "cannot branch from an expiring branch");
  checkRoom(account, project);
  checkFree(project, name);
  const branch = await account.addBranch(project, name, parent, asked.annotation_value ?? {});
  for (const sizes of asked.endpoints ?? []) {
    const { autoscaling_limit_min_cu: min = 0.25, autoscaling_limit_max_cu: max = 0.25 } = sizes;
    account.addCompute(project, branch, min, max);
  }
  const made = { databases: [databaseJson(branch, "app", "app")], ...branchParts(project, branch) };
  return { status: 201, body: made };
}

function branchParts(project: FakeProject, branch: FakeBranch): object {
  const { createdAt } = branch;
  const roles = [...branch.roles].map(([name, password]) => {
    return { branch_id: branch.id, name, password, created_at: createdAt, updated_at: createdAt };
  });
  const endpoints = project.computes.filter(({ branchId }) => branchId === branch.id);
  return {
    branch: branchJson(project, branch),
    roles,
    endpoints: endpoints.map((one) => computeJson(project, one)),
    operations: underWay(project),
  };
}

function databaseJson({ id, createdAt }: FakeBranch, name: string, owner: string): object {
  return { id: 1, branch_id: id, name, owner_name: owner, created_at: createdAt, updated_at: createdAt };
}

function organizationJson({ id, name }: { readonly id: string; readonly name: string }): object {
  const at = "2026-01-01T00:00:00Z";
  return { id, name, handle: id, plan: "free_v3", created_at: at, updated_at: at, managed_by: "console" };
}

function annotationsJson({ branches }: FakeProject): object {
  return Object.fromEntries(
    branches.flatMap(({ id, annotations }) =>
      Object.keys(annotations).length === 0
        ? []
        : [[id, { object: { type: "console/branch", id }, value: annotations }]],
    ),
  );
}

function rename(project: FakeProject, branch: FakeBranch, name: string): void {
  checkFree(project, name);
  branch.name = name;
}

function expire(project: FakeProject, branch: FakeBranch, expiresAt: string | null): void {
  if (expiresAt !== null) {
    if (branch.isDefault) throw new Refused(422, "the default branch cannot expire");
    if (childrenOf(project, branch).length > 0) throw new Refused(422, "a parent branch cannot expire");
    if (Date.parse(expiresAt) > Date.now() + 30 * 86_400_000) throw new Refused(422, "at most 30 days");
  }
  branch.expiresAt = expiresAt ?? undefined;
}

function checkRoom({ limits }: FakeAccount, { branches }: FakeProject): void {
  if (branches.length >= limits.branches) {
    throw new Refused(422, "branches limit exceeded", "BRANCHES_LIMIT_EXCEEDED");
  }
}

function checkFree({ branches }: FakeProject, name: string): void {
  if (branches.some((one) => one.name === name)) {
    throw new Refused(409, "branch with the provided name already exists");
  }
}

function childrenOf({ branches }: FakeProject, { id }: FakeBranch): readonly FakeBranch[] {
  return branches.filter(({ parentId }) => parentId === id);
}

function passwordOf({ roles }: FakeBranch, name: string): string {
  const password = roles.get(name);
  if (password === undefined) throw new Refused(404, "role not found");
  return password;
}

function underWay(project: FakeProject): readonly object[] {
  const isOpen = ({ status }: FakeOperation): boolean => status === "scheduling" || status === "running";
  return project.operations.filter(isOpen).map((one) => operationJson(project, one));
}

type Path = Readonly<Record<string, string>>;

function projectOf({ projects }: FakeAccount, path: Path): FakeProject {
  const project = projects.find(({ id }) => id === path["project_id"]);
  if (project === undefined) throw new Refused(404, "project not found");
  return project;
}

function branchOf({ branches }: FakeProject, path: Path): FakeBranch {
  const branch = branches.find(({ id }) => id === path["branch_id"]);
  if (branch === undefined) throw new Refused(404, "branch not found");
  return branch;
}

/** A project on which nothing is being worked: Neon changes one thing at a time. */
function freeProject(account: FakeAccount, path: Path): FakeProject {
  const project = projectOf(account, path);
  if (account.isBusy(project)) {
    account.work(project);
    throw new Refused(423, "project already has running conflicting operations");
  }
  return project;
}

function freeBranch(
  account: FakeAccount,
  path: Path,
): { readonly project: FakeProject; readonly branch: FakeBranch } {
  const project = freeProject(account, path);
  return { project, branch: branchOf(project, path) };
}

function freeCompute(
  account: FakeAccount,
  path: Path,
): { readonly project: FakeProject; readonly compute: FakeCompute } {
  const project = freeProject(account, path);
  const compute = project.computes.find(({ id }) => id === path["endpoint_id"]);
  if (compute === undefined) throw new Refused(404, "endpoint not found");
  return { project, compute };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}
